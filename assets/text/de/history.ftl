# Der Verlauf: Tage, Wochen und Monate im Sitzen und die Sitzungen dahinter.

history-length-day = Tag
history-length-week = Woche
history-length-month = Monat
history-length-year = Jahr
history-earlier = Früher
history-later = Später
history-today = Zurück zu heute
history-back = Zurück

# Zeiten, Anteile und Anzahlen.
history-good = In guter Haltung
history-good-short = gute Haltung
history-found = Mit Befund
history-unknown = Nicht erkennbar
history-away = Nicht am Platz
history-gap = Nicht beobachtet
history-sat = Sitzen
history-break = Pause
history-breaks = Pausen
history-exercises = Übungen
history-felt = Ihr Befinden
history-score = Punktzahl
history-posture = Haltung
history-nothing-seen = nichts
history-time-and-share = { $time } ({ $share } %)
history-percent = { $share } %
history-of-ten = { $value } von 10
history-share-unknown = –
history-share-unknown-long = nicht bekannt
history-minutes-of-hour = { $minutes } min je Stunde
history-under-a-minute = unter 1 min je Stunde
history-from-to = { $from }–{ $to }
history-hour-name = { $from }–{ $to } Uhr
history-hours-long = { $hours } h
history-minutes-long = { $minutes } min
history-hour = { $hour } Uhr: { $share } % in guter Haltung
history-hour-unknown = { $hour } Uhr: Sie saßen hier, die Haltung war nicht erkennbar
history-hour-nothing = { $hour } Uhr: nichts

# In Kürze.
history-in-short = Sie saßen { $share } % der beurteilbaren Zeit gut.
history-in-short-unknown = Wie Sie saßen, war nicht zu erkennen.
history-in-short-times = { $sat } im Sitzen; davon { $unknown } nicht beurteilbar, die weder so noch so zählen.
history-change = { $name }: { $change }.
history-less = etwa { $minutes } min je Stunde weniger als { $length ->
    [day] am Tag
    [week] in der Woche
    [month] im Monat
   *[year] im Jahr
} davor (±{ $uncertainty } min)
history-more = etwa { $minutes } min je Stunde mehr als { $length ->
    [day] am Tag
    [week] in der Woche
    [month] im Monat
   *[year] im Jahr
} davor (±{ $uncertainty } min)
history-no-change = Ganz ähnlich wie { $length ->
    [day] am Tag
    [week] in der Woche
    [month] im Monat
   *[year] im Jahr
} davor; die Unterschiede sind nicht größer als die zwischen zwei beliebigen Tagen.
history-too-few-days = Für einen Vergleich mit { $length ->
    [day] dem Tag
    [week] der Woche
    [month] dem Monat
   *[year] dem Jahr
} davor braucht es jeweils mindestens drei Tage.
history-finding-no-change = Keine sichere Veränderung
history-breaks-in-a-row = { $days } Tage mit einer Pause in jeder Stunde. Schön.
history-tile-longest = längstes Sitzen { $time }
history-tile-breaks-days = stündlich an { $days } von { $of ->
    [one] 1 Tag
   *[other] { $of } Tagen
}
history-tile-exercise-days = { $days ->
    [0] wann immer Sie mögen
    [one] an 1 Tag
   *[other] an { $days } Tagen
}
history-tile-felt = von 10 im Mittel; 0 heißt kein Schmerz
history-tile-felt-nothing = nichts notiert, und das ist in Ordnung

# Die Bilder.
history-chart = Wie lange und wie gut
history-chart-note = Ein Klick auf einen Balken zeigt, was dahintersteht.
history-findings = Befunde
history-findings-note = Bezogen auf die beurteilbare Zeit; mehrere können zugleich gelten.
history-findings-none = In der beurteilbaren Zeit fiel nichts auf.
history-hours = Stunden der Woche
history-hours-note = Anteil in guter Haltung, in Prozent.
history-less-good = weniger
history-more-good = mehr

# Die Sitzungen eines Tages.
history-sessions = Sitzungen
history-sessions-none = An diesem Tag begann keine Sitzung.
history-nothing-here = Hier ist nichts
history-nothing-here-why = In dieser Zeit hat Sitwell nicht beobachtet.

# Eine Sitzung.
history-episodes = Was länger anhielt
history-sittings = Sitzen und Pausen
history-alerts = Worauf Sie hingewiesen wurden
history-told-and-done = Hinweis, Übung
history-legend-alerts = Sie bekamen einen Hinweis
history-legend-exercises = Sie machten eine Übung
history-worst = am stärksten { $value } (±{ $uncertainty })
history-was-told = Sie bekamen einen Hinweis
history-was-wrong = Sie sagten, das stimmte nicht
history-snoozed = Sie baten um Ruhe
history-no-answer = keine Antwort
history-alert-sitting = Langes Sitzen
history-alert-eyes = Eine Pause für die Augen
history-alert-recalibrate = Kamera oder Stuhl verschoben
history-counted = { $counted } von { $wanted }
history-seen-by-camera = von der Kamera gesehen
history-told-by-user = nach Ihrer Angabe
history-about-session = Zu dieser Sitzung
history-profile = Profil: { $profile }
history-calibration = Kalibriert mit { $samples } Bildern
history-no-calibration = Ohne Kalibrierung, daher war wenig zu erkennen

# Noch nichts aufgehoben.
history-empty = Hier werden Ihre Tage stehen
history-empty-days = Wie lange Sie am Tag saßen und wie viel davon in guter Haltung.
history-empty-hours = Zu welchen Stunden Sie gut sitzen und wann eine Pause guttäte.
history-empty-trend = Was sich von Woche zu Woche ändert und wie sicher das ist.
history-empty-place = Es beginnt von selbst, während Sitwell beobachtet. Aufgehoben werden nur Zahlen und nur auf diesem Computer, nie ein Bild.

# Was aufgehoben wird.
history-data = Ihre Daten
history-data-note = Alles steht in einer einzigen Datei auf diesem Computer und nirgends sonst. Was Sie löschen, wird überschrieben.
history-export = Bericht speichern …
history-export-feelings = mit Ihrem Befinden
history-exported = Geschrieben: { $file }
history-delete-everything = Alles löschen …
history-delete-day = Diesen Tag löschen …
history-delete-session = Diese Sitzung löschen …
history-delete-session-title = Diese Sitzung löschen?
history-delete-session-question = { $session }: Alles, was dabei gemessen wurde, ist dann endgültig fort. Die anderen Sitzungen bleiben.
history-delete-day-title = Diesen Tag löschen?
history-delete-day-question = { $day }: Alles, was an diesem Tag gemessen, geübt und notiert wurde, ist dann endgültig fort. Die anderen Tage bleiben.
history-delete-everything-title = Alles löschen?
history-delete-everything-question = Jede Sitzung, jede Übung und jede Notiz zu Ihrem Befinden ist dann endgültig fort. Kalibrierungen und Einstellungen bleiben.
history-delete-word = löschen
history-delete-type = Wenn Sie sicher sind, tippen Sie „{ $word }“:
history-delete = Endgültig löschen
history-deleting = Wird gelöscht …
history-keep = Behalten
history-trouble = Ihr Verlauf lässt sich gerade nicht lesen oder ändern
