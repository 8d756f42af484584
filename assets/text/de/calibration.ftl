# Die geführte Kalibrierung.

calibration-step-picture = Bild
calibration-step-posture = Haltung
calibration-step-result = Ergebnis
calibration-progress = Schritt { $number } von 3: { $name }
calibration-cancel = Abbrechen
calibration-go-on = Weiter
calibration-try-again = Noch einmal
calibration-back = Zurück

# Bevor etwas begonnen hat.
calibration-begin = Beginnen
calibration-about-title = Zehn Sekunden gut sitzen
calibration-about = Sitwell schaut sich an, wie Sie sitzen, wenn Sie gut sitzen. Damit wird alles verglichen, und nur damit.

# 1: wie die Kamera Sie sieht.
calibration-framing-title = Einen Moment, ich schaue …
calibration-framing-good = Sie sind gut zu sehen
calibration-framing-sentence = Setzen Sie sich wie bei der Arbeit und schauen Sie auf Ihren Bildschirm. Es geht von selbst weiter.
calibration-framing-waits = Es geht von selbst weiter, mit der Taste auch früher.

calibration-aspect-face = Gesicht
    .well = zu sehen
calibration-aspect-ears = Ohren
    .well = beide zu sehen
calibration-aspect-shoulders = Schultern
    .well = beide zu sehen
calibration-aspect-light = Licht
    .well = gut
calibration-aspect-distance = Abstand
    .well = gut
calibration-aspect-camera-height = Kamerahöhe
    .well = gut
calibration-aspect-place = Platz
    .well = Luft nach allen Seiten
calibration-aspect-facing = Blick
    .well = zur Kamera
calibration-aspect-untold = noch nicht zu sehen
calibration-distance = etwa { $cm } cm

calibration-advice-come-into-view = Rücken Sie mit dem Gesicht ins Bild
calibration-advice-show-both-ears = Ein Ohr ist verdeckt; Haare hinter beide Ohren hilft
calibration-advice-show-an-ear = Beide Ohren sind verdeckt; zeigen Sie wenigstens eines
calibration-advice-show-shoulders = Beide Schultern gehören ins Bild
calibration-advice-uncover-lens = Öffnen Sie die Blende der Kamera
calibration-advice-more-light = Etwas mehr Licht von vorn, bitte
calibration-advice-less-light-from-behind = Das Licht kommt von hinten; ein Vorhang hilft
calibration-advice-more-distance = Etwas weiter weg von der Kamera
calibration-advice-less-distance = Etwas näher an die Kamera
calibration-advice-raise-camera = Die Kamera steht tief; höher wäre besser
calibration-advice-lower-camera = Die Kamera steht hoch; tiefer wäre besser
calibration-advice-move-left = Ein Stück nach links
calibration-advice-move-right = Ein Stück nach rechts
calibration-advice-tilt-camera-up = Kippen Sie die Kamera etwas nach oben
calibration-advice-tilt-camera-down = Kippen Sie die Kamera etwas nach unten
calibration-advice-face-camera = Drehen Sie sich zur Kamera, oder die Kamera zu sich

# 2: die Grundhaltung, und was Sie daneben zeigen können.
calibration-neutral = Gut sitzen und stillhalten
    .sentence = Aufrecht und entspannt, den Blick auf dem Bildschirm.
calibration-slouch = Sacken Sie zusammen, wie sonst auch
    .sentence = Lassen Sie den Rücken rund werden und bleiben Sie so, bis der Ring voll ist.
calibration-rounded = Lassen Sie die Schultern nach vorn fallen
    .sentence = So wie abends, wenn Sie müde sind; bleiben Sie so, bis der Ring voll ist.
calibration-chin-tuck = Ziehen Sie das Kinn gerade zurück
    .sentence = Waagerecht wie auf einem Brett, nur so weit es angenehm ist. Bleiben Sie so, bis der Ring voll ist.
calibration-begins-in = { $seconds ->
        [one] Beginnt in 1 Sekunde
       *[other] Beginnt in { $seconds } Sekunden
    }
calibration-seconds-to-go = { $seconds ->
        [one] Noch 1 Sekunde
       *[other] Noch { $seconds } Sekunden
    }
calibration-keeps-still = Gut. Bleiben Sie einfach so.
calibration-waits = Der Ring wartet:

# Abgelehnt.
calibration-refused-title = Das hat noch nicht geklappt
calibration-refused-former = Ihre bisherige Kalibrierung gilt weiter.

# 3: was aufgenommen wurde.
calibration-good-title = Eine gute Kalibrierung
calibration-usable-title = Eine brauchbare Kalibrierung
calibration-review-title = Ihre Kalibrierung
calibration-good-sentence = Ab jetzt wird alles damit verglichen, wie Sie eben gesessen haben.
calibration-usable-sentence = Sie funktioniert. Was sie besser machen würde, steht unten; Sie können sie auch so lassen.
calibration-made = Vom { $day }.
calibration-done = Fertig
calibration-again = Noch einmal
calibration-undo = Bisherige behalten
calibration-left-behind = Sie sitzen an anderer Stelle als bei der letzten Kalibrierung; was Sie damals gezeigt haben, gilt nicht mehr. Zeigen Sie es unten neu, wenn Sie möchten.
calibration-quality-stillness = Ruhe
    .value = { $mm } mm Bewegung
    .advice = Beim nächsten Mal etwas ruhiger: etwa { $mm } mm Bewegung
calibration-quality-clarity = Klarheit
    .value = Punkte auf { $mm } mm ruhig
    .advice = Die Punkte springen um { $mm } mm; mehr Licht hilft
calibration-quality-share = Bilder
    .value = { $percent } % davon brauchbar
    .advice = Nur { $percent } % davon brauchbar; schauen Sie die ganze Zeit auf den Bildschirm

# Was dazukommen kann.
calibration-extras-title = Noch sicherer, wenn Sie möchten
calibration-extras-sentence = Nichts davon ist nötig, und alles geht auch später.
calibration-shown = gezeigt
calibration-show = Zeigen
calibration-show-again = Neu zeigen
calibration-extra-slouch = Mein Zusammensacken
    .about = Unterscheidet es sicherer vom Vorbeugen.
calibration-extra-rounded = Meine runden Schultern
    .about = Schultern runden sich bei allen anders; so lernt Sitwell Ihre.
calibration-extra-chin-tuck = Mein Kinnzug
    .about = Wie weit Ihr Kopf zurückgleitet; der Trainer richtet sich danach.
    .value = { $mm } mm
calibration-extra-photo = Ein Foto von der Seite
    .about = Zwei Klicks darauf, und Sie kennen den Winkel Ihres Halses selbst, nicht nur seine Änderung.
    .value = { $degrees }°
    .choose = Wählen
    .change = Ändern
    .remove = Entfernen
calibration-extra-field-of-view = Blickwinkel
    .about = Aus dem Datenblatt der Kamera, wenn Sie es haben; macht Abstände genauer.
    .usual = üblich (65°)
    .value = { $degrees }°
calibration-extra-name = Name
    .about = Wie diese Kalibrierung heißt.
calibration-name-not-saved = Der Name Ihrer Kalibrierung ließ sich nicht speichern: { $reason }

# Das Foto von der Seite.
calibration-photo-title = Der Winkel Ihres Halses
calibration-photo-sentence = Jemand fotografiert Sie von der Seite, auf Höhe des Halses, während Sie gut sitzen. Das Foto wird nur angesehen und nie gespeichert.
calibration-photo-choose = Bild wählen …
calibration-photo-take = Mit der Kamera aufnehmen
calibration-photo-taking = Setzen Sie sich seitlich zur Kamera: { $seconds ->
        [one] 1 Sekunde
       *[other] { $seconds } Sekunden
    }
calibration-photo-opening = Wird geöffnet …
calibration-photo-failed = Das Bild ließ sich nicht öffnen
calibration-photo-failed-hint = Wählen Sie ein Foto im Format JPEG oder PNG.
calibration-photo-no-camera = Die Kamera gibt gerade kein Bild.
calibration-photo-points = Schieben Sie die beiden Punkte an ihren Ort: einen auf den Tragus, den kleinen Höcker vor dem Gehörgang, den anderen auf C7, den Wirbel, der unten am Nacken am weitesten vorsteht.
calibration-photo-keys = Mit der Maus, oder mit Tab und den Pfeiltasten (mit Umschalt: weiter). Plus und Minus vergrößern und verkleinern.
calibration-photo-tragus = Tragus
calibration-photo-c7 = C7
calibration-photo-point = { $name }: { $x }, { $y }
calibration-photo-angle = { $degrees }°
calibration-photo-impossible = So kann kein Hals stehen; prüfen Sie, ob die Punkte auf Ohr und Nacken liegen.
calibration-photo-use = Diesen Winkel verwenden
calibration-photo-zoom-in = Vergrößern
calibration-photo-zoom-out = Verkleinern
calibration-photo-name = Foto von der Seite

# Wochen später.
calibration-recheck = Ihre Kalibrierung ist { $weeks } Wochen alt. Stühle, Bildschirme und Körper ändern sich; zehn Sekunden machen die Zahlen wieder frisch.
calibration-recheck-now = Neu kalibrieren
calibration-recheck-later = Später
