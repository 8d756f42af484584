# Was Kamera oder Datei gerade tun, und was sich machen lässt (.hint); Teile eines Satzes.
# Was zwischen Gravis-Zeichen steht, wird eingetippt und bleibt, wie es ist.

source-covered = die Kamera sieht nichts
    .hint = öffnen Sie ihre Klappe oder decken Sie die Linse auf; ist der Raum dunkel, machen Sie Licht
source-dark = es ist zu dunkel, um Sie zu sehen
    .hint = eine Lampe vor Ihnen, neben dem Bildschirm, hilft am meisten
source-away = seit einer Weile ist niemand da; die Kamera ist geschlossen
source-since = Seit { $time } Uhr.

pause-by-user = Sie haben eine Pause eingelegt; die Kamera ist geschlossen
pause-asleep = der Computer schläft; die Kamera ist geschlossen
pause-locked = der Bildschirm ist gesperrt; die Kamera ist geschlossen
pause-switched-away = gerade nutzt jemand anderes den Bildschirm; die Kamera ist geschlossen

source-no-camera = es wurde keine Kamera gefunden
    .hint = schließen Sie eine an oder schalten Sie sie ein (manche Laptops haben dafür eine Taste oder einen Schieber); `sitwell cameras` listet auf, was da ist
    .of-number = es gibt keine Kamera mit der Nummer { $number }
    .of-name = keine Kamera hat `{ $name }` im Namen
    .others = es gibt: { $cameras }
    .no-others = es gibt gar keine
source-busy = { $camera } wird gerade von einem anderen Programm benutzt
    .hint = schließen Sie das Programm, das ihr Bild zeigt (ein Anruf, ein Tab im Browser, ein anderes Sitwell)
source-given-away = { $program } wollte { $camera } und hat sie bekommen
    .hint = Sitwell schaut von selbst weiter, sobald die Kamera frei ist
source-denied = { $camera } darf von diesem Benutzerkonto nicht geöffnet werden (keine Berechtigung)
    .hint = erlauben Sie diesem Programm den Zugriff auf die Kamera in den Datenschutz-Einstellungen des Systems
    .hint-on-linux = nehmen Sie sich in die Gruppe auf, der sie gehört: `sudo usermod -aG video $USER`, und melden Sie sich neu an
source-unplugged = { $camera } wurde abgezogen
    .hint = stecken Sie sie wieder ein; sie wird von selbst gefunden
source-stalled = { $camera } sendet keine Bilder
    .hint = ziehen Sie sie ab und stecken Sie sie wieder ein, oder nehmen Sie einen anderen USB-Anschluss ohne Hub
source-only-damaged = { $camera } sendet nur beschädigte Bilder ({ $reason })
    .hint = versuchen Sie ein anderes Kabel oder einen anderen USB-Anschluss ohne Hub
source-unsupported-format = { $camera } bietet kein Bildformat an, das Sitwell lesen kann ({ $offers })
    .hint = versuchen Sie eine andere Kamera; lesbar sind MJPEG, YUYV, UYVY, NV12, RGB, BGR und Grau
source-backend = { $camera }: { $said }
    .hint = `sitwell doctor` zeigt, was das System über die Kamera sagt

notice-calibration-not-saved = Ihre Kalibrierung konnte nicht gespeichert werden: { $reason }
notice-calibration-not-read = Ihre Kalibrierung konnte nicht gelesen werden: { $reason }
notice-not-saved-hint = sorgen Sie dafür, dass Datei und Ordner beschreibbar sind und auf dem Laufwerk Platz ist
notice-settings-not-saved = Ihre Einstellungen gelten, bis Sitwell endet; sie konnten nicht gespeichert werden: { $reason }
notice-settings-not-read = Ihre Einstellungen konnten nicht gelesen werden, daher gelten die üblichen: { $reason }
notice-new-desk = Dieser Arbeitsplatz ist neu für Sitwell: „{ $profile }“ wurde mit anderen Monitoren kalibriert, an denen Sie vielleicht anders sitzen.
    .hint = kalibrieren Sie einmal an diesem Arbeitsplatz; danach wird er von selbst gewählt
