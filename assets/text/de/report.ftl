# Der Bericht über eine Sitzung oder mehrere Tage.

report-title = Haltungsbericht
report-when = { $date }, { $since } bis { $until }
report-recording = Aufnahme: { $source }, { $lasted }
report-footer = Sitwell { $version }. Mit der Webcam allein auf diesem Computer gemessen; kein Bild wurde aufbewahrt.
report-percent = { $n } %
report-points = { $n } Punkte
report-nothing-known = nicht bekannt
report-none = keine
report-line = { $when }: { $known } gemessen, davon { $good } nahe der Neutralhaltung, { $unknown } unbekannt
report-line-fault = ; am meisten: { $fault }, { $lasted }

report-summary = Kurz gesagt
report-known = gemessen
report-known-of = von { $monitored } vor der Kamera
report-good = nahe neutral
report-good-remark = der gemessenen Zeit
report-longest = längste Strecke
report-longest-remark = nahe neutral ohne Abweichung
report-breaks = { $n ->
    [one] Pause
   *[other] Pausen
}
report-breaks-remark = längstes Sitzen { $sitting }
report-nothing = In dieser Zeit ließ sich nichts messen. Weiter unten steht, warum.
report-well-good = { $good } der gemessenen Zeit waren nahe der Neutralhaltung, bis zu { $longest } am Stück.
report-well-breaks = { $n ->
    [one] Eine Pause hat das Sitzen unterbrochen.
   *[other] { $n } Pausen haben das Sitzen unterbrochen.
}
report-well-exercises = { $n ->
    [one] Eine Übung wurde gemacht.
   *[other] { $n } Übungen wurden gemacht.
}
report-well-better = Der Anteil nahe der Neutralhaltung ist { $points } Prozentpunkte höher als in den Sitzungen davor.
report-look-fault = Am häufigsten zu sehen: { $fault }, zusammen { $lasted } ({ $share } der gemessenen Zeit), längstens { $longest }.
report-look-no-fault = Keine Haltung lag lange genug über ihrer Grenze, um zu zählen.
report-look-sitting = Das längste Sitzen ohne Pause dauerte { $longest }; üblich ist der Rat, sich alle 30 bis 60 Minuten zu bewegen.
report-look-unknown = Es war mehr Zeit unbekannt als bekannt: Lesen Sie diese Zahlen mit Vorsicht.

report-day = Was wann war
report-timeline-caption = Jede Zeile ist eine Art von Zeit, vom Beginn der Sitzung bis zu ihrem Ende. Von mehreren Haltungen zugleich ist die stärkste zu sehen.
report-days-caption = Jede Zeile ist ein Tag. Niedrig und blau: nahe der Neutralhaltung; hoch und orange: eine Abweichung; schmal und grau: unbekannt; leer: abwesend oder nicht beobachtet.
report-lane-good = Nahe neutral
report-lane-unknown = Unbekannt
report-lane-absent = Abwesend oder aus
report-span = { $since }–{ $until }: { $what }, { $lasted }

report-findings = Haltungen
report-findings-caption = Wie lange jede Haltung über ihrer Grenze lag. Die Grenze ist eine Änderung gegenüber der kalibrierten Neutralhaltung; mehrere Haltungen können zugleich zu sehen sein.
report-no-findings = Keine Haltung lag lange genug über ihrer Grenze, um zu zählen.
report-is-fault = Abweichung
report-is-told = nur gezeigt
report-column-finding = Haltung
report-column-kind = Art
report-column-limit = Grenze
report-column-time = Zeit
report-column-share = Anteil
report-column-longest = Längstens
report-column-episodes = Episoden

report-measurements = Messwerte
report-measurements-caption = Wie jeder Messwert über die bekannte Zeit lag: ein Zehntel der Zeit unter dem ersten Wert, die Hälfte unter dem zweiten, neun Zehntel unter dem dritten. Die Unsicherheit gilt für einen einzelnen Wert und umfasst die Wahrheit in neun von zehn Fällen.
report-distribution-caption = { $metric }: die Hälfte der Zeit unter { $median }; acht Zehntel der Zeit zwischen { $low } und { $high }. Orange: über der Grenze.
report-bin = { $from } bis { $to }: { $lasted }
report-neutral = neutral
report-limit = Grenze
report-column-measurement = Messwert
report-column-low = 10 %
report-column-median = 50 %
report-column-high = 90 %
report-column-uncertainty = Unsicherheit
report-column-known = Bekannt

report-episodes = Episoden
report-episodes-caption = Haltungen, die über ihrer Grenze andauerten.
report-column-from = Von
report-column-until = Bis
report-column-lasted = Dauer
report-column-worst = Am stärksten
report-column-told = Hinweis
report-told = gegeben
report-not-told = nicht gegeben
report-was-wrong = gegeben; Antwort „Das stimmte nicht“
report-more-rows = { $n } weitere Zeilen stehen in der CSV- und der JSON-Fassung dieses Berichts.

report-sitting = Sitzen und Pausen
report-sitting-caption = Zeiten des Sitzens und die Pausen dazwischen. Eine Pause ist Zeit fern vom Stuhl.
report-sitting-one = Sitzen
report-break-one = Pause
report-column-what = Was

report-alerts = Hinweise und Antworten
report-alerts-caption = Was Sitwell gemeldet hat, und was die Antwort war.
report-alert-sitting = langes Sitzen
report-alert-eye-break = Ruhe für die Augen
report-alert-recalibrate = Kamera oder Stuhl verrückt
report-answer-snooze = später
report-answer-was-wrong = „Das stimmte nicht“
report-no-answer = keine Antwort
report-column-at = Wann
report-column-about = Worüber
report-column-answer = Antwort

report-exercises = Übungen
report-exercises-caption = Gemachte Übungen, mit gezählten und vorgesehenen Wiederholungen.
report-column-exercise = Übung
report-column-counted = Gezählt
report-column-seen = Gezählt von
report-seen = der Kamera
report-by-user = Ihnen selbst

report-feelings = Befinden
report-feelings-caption = Was aus freien Stücken angegeben wurde.
report-column-intensity = Schmerz
report-column-places = Wo
report-column-flags = Warnzeichen
report-nowhere = nirgends

report-unmeasured = Was nicht gemessen wurde
report-unmeasured-caption = Zeit, über die sich nichts sagen lässt, und warum. Sie ist in keinem der Anteile oben enthalten.
report-column-reason = Grund
report-column-share-of-it = Anteil daran
report-reason-no-neutral = noch nicht kalibriert
report-reason-nobody = niemand da
report-reason-someone-else = jemand an anderer Stelle im Bild
report-reason-too-dark = zu dunkel
report-reason-covered = Kamera verdeckt
report-reason-backlit = starkes Licht von hinten
report-reason-low-confidence = Kopf oder Schultern verdeckt oder undeutlich
report-reason-out-of-frame = Kopf oder Schultern am Bildrand
report-reason-not-frontal = von der Kamera abgewandt
report-reason-head-pitched = Kopf zu weit geneigt
report-reason-leaning-in = vorgelehnt oder näher gerückt
report-reason-too-far-from-neutral = zu weit vom Ort der Kalibrierung
report-reason-too-far-away = zu weit von der Kamera
report-reason-not-measured = von diesem Modell nicht gemessen
report-reason-opening = Kamera wird geöffnet
report-reason-streaming = zu wenige Bilder
report-reason-dark = zu dunkel
report-reason-away = niemand da, Kamera geschlossen
report-reason-paused = angehalten
report-reason-ended = Aufnahme zu Ende
report-reason-no-camera = keine Kamera
report-reason-busy = Kamera von einem anderen Programm benutzt
report-reason-denied = Kamera nicht erlaubt
report-reason-unplugged = Kamera abgezogen
report-reason-stalled = Kamera gab keine Bilder
report-reason-failed = Kamera gestört

report-before = Verglichen mit vorher
report-before-caption = { $n ->
    [one] Dieser Bericht neben der Sitzung davor ({ $known } gemessen).
   *[other] Dieser Bericht neben den { $n } Sitzungen davor ({ $known } gemessen).
}
report-before-remark = Anteile schwanken von Tag zu Tag um einige Punkte, ohne dass es dafür einen besonderen Grund gibt.
report-column-now = Jetzt
report-column-before = Vorher
report-column-change = Änderung

report-method = Wie gemessen wurde, und wo die Grenzen liegen
report-method-how = Ein neuronales Netz findet Punkte von Kopf und Schultern in den Bildern der Webcam; ein Modell von Körper und Kamera macht daraus Winkel und Abstände, als Änderungen gegenüber der kalibrierten Neutralhaltung. Der kraniovertebrale Winkel ist der Winkel zwischen der Waagerechten und der Linie vom siebten Halswirbel zum Tragus des Ohrs.
report-method-uncertainty = Jede Unsicherheit ist die halbe Breite des Bereichs, der die Wahrheit in neun von zehn Fällen umfasst, gemessen an Menschen, auf die Sitwell nicht abgestimmt wurde.
report-method-own = Vorgezogene Schultern werden in der Richtung gemessen, die Sie selbst gezeigt haben.
report-method-average = Vorgezogene Schultern werden in der Richtung eines durchschnittlichen Körpers gemessen, weil keine eigene gezeigt wurde.
report-method-limits = Eine Webcam sieht von vorn weder Rücken noch Hüfte. Große Änderungen fallen zu klein aus; Vorlehnen, Drehen und ein verdecktes Ohr oder eine verdeckte Schulter machen die meisten Messwerte unbekannt.
report-method-medical = Sitwell ist kein Medizinprodukt: Es beschreibt, wie jemand saß, und sagt nichts darüber, woher Schmerzen kommen.
report-calibration = { $n } Bilder, Streuung { $spread } % der Körpergröße im Bild (höchstens 5 %)
report-no-calibration = keine: das meiste ist unbekannt
report-has-side-photo = ja, absolute Winkel sind daran verankert
report-no-side-photo = nein, nur Änderungen gegenüber der Neutralhaltung
report-fact-source = Kamera
report-fact-profile = Kalibrierung für
report-fact-calibration = Kalibrierung
report-fact-side-photo = Seitenfoto
report-fact-program = Programm
report-fact-model = Modell und Rechenwerk
