# Die Seite „Jetzt“ und das kleine Fenster: wie man gerade sitzt, im Bild, in Worten und im Verlauf.

live-picture = Bild der Kamera, gespiegelt
live-skeleton-picture = Ihr Skelett, gespiegelt; das Bild bleibt verborgen
live-show-skeleton = Nur das Skelett zeigen
live-show-picture = Das Bild zeigen
live-small-window = Kleines Fenster (F9)
live-large-window = Großes Fenster (F9)
live-legend-you = Sie
live-legend-neutral = Ihre Neutralhaltung
live-legend-limit = Grenze
live-legend-you-hint = Kopf, Schultern und Arme, wie sie gerade gesehen werden. Was blass ist, ist weniger gut zu sehen.
live-legend-neutral-hint = Kopf und Schultern dort, wo sie beim Kalibrieren waren.
live-legend-limit-hint = Wo die Linie Ihrer Augen läge, wenn der Kopf bis zur Grenze nach vorn gewandert ist.

live-score = Wert
live-score-of-100 = { $score } von 100
live-score-hint = 100: wie in Ihrer Neutralhaltung. 50: Der stärkste Befund ist an seiner Grenze.
live-score-unknown = unbekannt

live-waiting = Einen Blick …
live-waiting-sentence = Einen Moment, bis das erste Bild beurteilt ist.
live-no-neutral = Zeigen Sie Sitwell, wie Sie gut sitzen
live-no-neutral-sentence = Sitzen Sie zehn Sekunden aufrecht und bequem. Von da an wird alles mit Ihnen verglichen und nicht mit einem fremden Ideal.
live-calibrate-now = Jetzt kalibrieren
live-try-again = Noch einmal
live-dismiss = Schließen
live-cancel = Abbrechen

live-calibrating = Aufrecht und ruhig sitzen
live-calibrating-sentence = Sitzen Sie gut und bequem und schauen Sie auf den Bildschirm. Das wird Ihre Neutralhaltung.
live-calibrating-good = Gut so, bleiben Sie ruhig.
live-calibrating-left = noch { $seconds } Sekunden
live-calibration-refused = Das Kalibrieren hat nicht geklappt
live-calibration-done = Kalibriert. Alles wird nun damit verglichen, wie Sie gesessen haben.

live-body = Von der Seite
live-body-estimated = von vorn geschätzt
live-body-note = Wohin Ihre Schultern gehen, sagt ein durchschnittlicher Körper.
live-body-note-own = Wohin Ihre Schultern gehen, sagt die Rundung, die Sie selbst gezeigt haben.
live-gauge-neutral = kalibriert
live-gauge-limit = Grenze { $limit }
live-gauge-unknown = { $name }: unbekannt
live-gauge-usual = in dieser Stunde üblich: { $from } bis { $to }

live-findings = Warum
live-why-forward-head = Ihr Nackenwinkel ist { $value } (±{ $uncertainty }) kleiner als in Ihrer Neutralhaltung, { $over } über der Grenze von { $limit }.
live-why-rounded-shoulders = Ihre Schultern sind { $value } (±{ $uncertainty }) weiter vorn als in Ihrer Neutralhaltung, { $over } über der Grenze von { $limit }.
live-why-slump = Ihr oberer Rücken ist { $value } (±{ $uncertainty }) runder als in Ihrer Neutralhaltung, { $over } über der Grenze von { $limit }.
live-why-too-close = Ihre Augen sind { $value } (±{ $uncertainty }) von der Kamera entfernt, { $over } näher als die Grenze von { $limit }.
live-why-head-tilt = Ihr Kopf neigt sich { $value } (±{ $uncertainty }) zur Seite, { $over } über der Grenze von { $limit }.
live-why-shoulder-tilt = Ihre Schultern stehen { $value } (±{ $uncertainty }) schräg, { $over } über der Grenze von { $limit }.
live-why-leaning-in = Ihr Rumpf lehnt { $value } (±{ $uncertainty }) weiter vor als in Ihrer Neutralhaltung. Das gehört zur Arbeit und zählt nicht.
live-why-reclining = Ihr Rumpf lehnt { $value } (±{ $uncertainty }) weiter zurück als in Ihrer Neutralhaltung. Das ist eine Rast und zählt nicht.
live-why-looking-down = Ihr Gesicht zeigt { $value } (±{ $uncertainty }) tiefer als in Ihrer Neutralhaltung. Das zählt nicht.
live-why-turned-away = Ihr Kopf ist { $value } (±{ $uncertainty }) zur Seite gedreht. Das zählt nicht.
live-why-within = Im Augenblick liegt es wieder innerhalb der Grenze von { $limit }.
live-since = Seit { $clock } Uhr, { $duration } lang.
live-just-begun = Das hat eben erst begonnen.
live-usual = Diese Stunde üblich: { $from } bis { $to }.

live-unknown = Gerade nicht bekannt
live-cue-forward-head = Nackenwinkel
live-cue-rounded-shoulders = Schultern
live-cue-slump = oberer Rücken
live-cue-lean = Neigung des Rumpfes
live-cue-head-pitch = Nicken des Kopfes
live-cue-head-yaw = Drehung des Kopfes
live-cue-head-roll = Seitneigung des Kopfes
live-cue-shoulder-tilt = Höhe der Schultern
live-cue-distance = Abstand

live-measurements = Alle Messungen
live-measurement-unknown = unbekannt

live-timeline = Letzte Stunde
live-timeline-10-min = 10 min
live-timeline-1-h = 1 h
live-timeline-sum = { $fine } von { $judged } ohne Befund
live-timeline-sum-breaks = { $breaks ->
    [one] { $breaks } Pause
   *[other] { $breaks } Pausen
}
live-timeline-empty = Sie füllt sich, während Sie sitzen.
live-timeline-now = jetzt
live-timeline-fine = nahe Ihrer Neutralhaltung
live-timeline-told = gewöhnliche Arbeit
live-timeline-fault = Befund
live-timeline-unknown = unbekannt
live-timeline-away = abwesend
live-timeline-paused = angehalten
live-timeline-no-camera = keine Kamera
live-timeline-run = { $from } bis { $until }, { $duration }

live-snooze = 30 min Ruhe
live-was-wrong = Das stimmte nicht
live-show-exercise = Eine Übung zeigen

live-opening = Wird geöffnet …
live-opening-sentence = Einen Moment; das Bild erscheint, sobald Kamera oder Aufnahme eines liefern.
live-paused = Angehalten
live-away = Abwesend
live-away-sentence = Eine Weile war niemand da, deshalb ist die Kamera geschlossen. Ab und zu sieht Sitwell nach, ob Sie zurück sind.
live-ended = Die Aufnahme ist zu Ende
live-ended-sentence = Sie enthielt kein Bild.
live-no-picture = Kein Bild
live-resume = Weiter
live-try-camera = Kamera noch einmal versuchen
live-use-camera = Kamera verwenden
live-play-again = Noch einmal abspielen
live-play-demo = Demo abspielen
live-demo-sentence = Ohne Kamera zeigt die Demo, was Sitwell tut: ein am Computer gezeichneter Mensch am Schreibtisch.
