# Hinweise, als Benachrichtigungen des Desktops und auf der Seite „Jetzt“.

alert-still = Immer noch: { $posture }
alert-sitting = Zeit für etwas Abwechslung?
    .body = Sie sitzen seit { $lasted }. Ein paar Schritte oder ein Moment im Stehen tun vielleicht gut.
alert-sitting-long = Schon lange gesessen
    .body = Sie sitzen seit { $lasted }. Zwei Minuten weg vom Schreibtisch sind schon eine Pause.
alert-eye-break = Eine Pause für die Augen?
    .body = Sie sind seit { $lasted } am Bildschirm. 20 s lang auf etwas zu schauen, das mindestens 6 m entfernt ist, tut vielleicht gut.
alert-recalibrate = Wurde die Kamera oder Ihr Stuhl verschoben?
    .body = Kopf und Schultern sind seit { $lasted } gemeinsam an anderer Stelle im Bild. { $offer }
    .offer = Ihre Haltung wird wieder beurteilt, sobald Sie kalibrieren (zehn Sekunden) oder alles wieder an seinem Platz ist.
    .short = Kamera oder Stuhl verschoben; bitte neu kalibrieren

alert-button-open = Sitwell öffnen
alert-button-show-exercise = Übung zeigen
alert-button-snooze = 30 min Ruhe
alert-button-was-wrong = Das war falsch
alert-button-calibrate = Kalibrieren
