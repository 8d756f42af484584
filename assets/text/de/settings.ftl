# Die Seite der Einstellungen: jede Wahl mit einem Satz dazu (.about).

settings-intro = Alles hier bleibt auf diesem Computer. Änderungen gelten sofort.
settings-undo = Rückgängig
    .hint = Nimmt die letzte Änderung zurück (Strg+Z)
settings-all-back = Alles zurücksetzen
    .hint = Alles auf dieser Seite wie üblich; „Rückgängig“ holt es zurück
settings-usually = Üblich: { $value }
settings-set-back = Zurücksetzen
    .to = { $setting }: zurück auf { $value }
settings-on = an
settings-off = aus
settings-less = { $setting }: weniger
settings-more = { $setting }: mehr

settings-alerts = Hinweise
settings-notifications = Benachrichtigungen
    .about = Eine Nachricht, wenn Sie zu lange in einer Haltung sitzen.
settings-dwell = Warten bis zum Hinweis
    .about = So lange muss eine Haltung dauern, damit sie zählt. Alles Kürzere ist nur Bewegung.
settings-alerts-an-hour = Höchstens pro Stunde
    .about = Weitere Nachrichten zu Ihrer Haltung werden zurückgehalten.
settings-sound = Ton
    .about = Ein leiser Ton, wenn eine Haltung nach ihrer Nachricht anhält.
settings-screen-edge = Bildschirmrand
    .about = Eine sanfte Farbe am Rand des Bildschirms, wenn eine Haltung nach ihrer Nachricht anhält.

settings-breaks = Pausen
settings-sitting = Erinnerung ans Aufstehen
    .about = Eine Nachricht, wenn es Zeit ist aufzustehen. Wer weg war, beginnt von vorn.
settings-sitting-after = Erste Erinnerung
    .about = Nach so langer Zeit im Stuhl.
settings-sitting-long-after = Deutlichere Erinnerung
    .about = Nach so langer Zeit im Stuhl, wenn Sie sitzen geblieben sind.
settings-eye-break = Pause für die Augen
    .about = Alle 20 Minuten: 20 Sekunden lang auf etwas weit Entferntes schauen.

settings-camera = Kamera
settings-source = Welche Kamera
    .about = camera steht für irgendeine, camera:NAME für die mit diesem Namen.
settings-release-when-away = Schließen, wenn niemand da ist
    .about = Ihr Licht geht aus, und Sitwell sieht ab und zu nach, ob Sie zurück sind.
settings-away-after = Schließen nach
    .about = So lange ist niemand im Bild.

settings-place = Wo Sie sind
    .about = Übungen, die zum Ort passen, kommen zuerst.
settings-kit = Zur Hand
    .about = Übungen, die etwas anderes brauchen, werden nicht vorgeschlagen.

settings-desktop = Desktop
settings-start-with-desktop = Mit dem Desktop starten
    .about = Sitwell beginnt von selbst, wenn Sie sich anmelden.
settings-tray = Symbol in der Taskleiste
    .about = Zeigt, wie Sie sitzen, und macht mit einem Klick Pause, wo der Desktop dafür Platz hat.
settings-close-to-background = Ohne Fenster weiterlaufen
    .about = Sitwell schaut weiter, wenn Sie das Fenster schließen, sofern der Desktop es zurückholen kann.

settings-window = Fenster
settings-as-the-desktop = Wie der Desktop
settings-theme = Farben
    .about = Nur wenige Linux-Desktops verraten, ob sie hell oder dunkel sind; sonst wählen Sie hier.
    .light = Hell
    .dark = Dunkel
settings-motion = Bewegung
    .about = Mit wenig Bewegung stehen Übungen als Bilderreihe da, und nichts gleitet.
    .reduced = Wenig
    .full = Wie üblich
settings-picture = Live-Bild
    .about = Das Skelett allein zeigt, wie Sie sitzen, ohne Sie zu zeigen.
    .camera = Kamera und Skelett
    .skeleton = Nur das Skelett
settings-language = Sprache
    .about = Für Fenster, Taskleiste und Nachrichten. Befehle im Terminal bleiben englisch.

settings-calibrations = Kalibrierungen
    .about = Eine für jede Kamera und jeden Arbeitsplatz. Sitwell nimmt die, die zu Ihrem Platz gehört.
    .none = Es gibt noch keine. Kalibrieren Sie, und sie wird für diese Kamera und diesen Arbeitsplatz aufbewahrt.
    .in-use = gerade in Gebrauch
settings-reset = Zurücksetzen
    .name = { $profile } zurücksetzen
    .now = Diese Kalibrierung zurücksetzen
    .question = Sitwell wird Sie bitten, an diesem Arbeitsplatz neu zu kalibrieren.

settings-data = Ihre Daten
    .about = Sitwell bewahrt Zahlen dazu auf, wie Sie saßen, welche Übungen Sie gemacht haben und was Sie über Ihr Befinden sagen: nur auf diesem Computer. Auf der Seite „Verlauf“ können Sie sie jederzeit löschen. Kein Bild wird je aufbewahrt.
    .place = Sie stehen in { $path }
settings-retention = Aufbewahren
    .about = Ältere Tage werden endgültig gelöscht, sobald Sitwell das nächste Mal zu beobachten beginnt, samt den Übungen und Angaben zum Befinden dieser Tage.
    .unlimited = Immer
    .two-years = Zwei Jahre
    .one-year = Ein Jahr
    .three-months = Drei Monate
