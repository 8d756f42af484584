# Wie jemand sitzt, was gemessen wurde, und warum etwas unbekannt ist.
# Ein Grund (why-...) ist ein Teil eines Satzes: klein geschrieben, ohne Punkt.

state-unknown = Unbekannt
state-neutral = Nahe Ihrer Neutralhaltung
    .verdict = Sie sitzen seit { $lasted } so, wie Sie kalibriert wurden.
    .leaving = Sie bewegen sich gerade aus Ihrer Neutralhaltung heraus.

deviation-forward-head = Kopf vorgeschoben
    .within = Kopf vorgeschoben
    .measured = Seit { $lasted } etwa { $value } weiter vorn als in Ihrer Neutralhaltung (±{ $uncertainty }).
    .measured-as-angle = Seit { $lasted } etwa { $value } weniger Nackenwinkel als in Ihrer Neutralhaltung (±{ $uncertainty }).
    .seen = Ihr Kopf ist seit { $lasted } weiter vorn als in Ihrer Neutralhaltung.
    .offer = Vielleicht tut es gut, den Kopf wieder über die Schultern gleiten zu lassen.
deviation-rounded-shoulders = Schultern vorgezogen
    .within = Schultern vorgezogen
    .measured = Seit { $lasted } etwa { $value } weiter vorn als in Ihrer Neutralhaltung (±{ $uncertainty }).
    .seen = Ihre Schultern sind seit { $lasted } weiter vorn als in Ihrer Neutralhaltung.
    .offer = Vielleicht tut es gut, die Schultern nach hinten und unten sinken zu lassen.
deviation-slump = Eingesunken
    .within = eingesunken
    .measured = Oberer Rücken seit { $lasted } etwa { $value } runder als in Ihrer Neutralhaltung (±{ $uncertainty }).
    .seen = Ihr oberer Rücken ist seit { $lasted } runder als in Ihrer Neutralhaltung.
    .offer = Vielleicht tut es gut, sich anzulehnen und ein wenig größer zu werden.
deviation-too-close = Nah am Bildschirm
    .within = nah am Bildschirm
    .measured = Seit { $lasted } etwa { $value } von der Kamera bis zu Ihren Augen (±{ $uncertainty }).
    .seen = Ihre Augen sind seit { $lasted } nah am Bildschirm.
    .offer = Etwas mehr Abstand schont vielleicht die Augen; größere Schrift hilft dabei.
deviation-head-tilt = Kopf geneigt
    .within = Kopf geneigt
    .measured = Seit { $lasted } etwa { $value } zu einer Seite (±{ $uncertainty }).
    .seen = Ihr Kopf neigt sich seit { $lasted } zu einer Seite.
    .offer = Liegt es an einem zweiten Bildschirm oder am Telefon, könnte es woanders stehen.
deviation-shoulder-tilt = Schultern ungleich hoch
    .within = Schultern ungleich hoch
    .measured = Seit { $lasted } etwa { $value } zwischen links und rechts (±{ $uncertainty }).
    .seen = Eine Schulter ist seit { $lasted } höher als die andere.
    .offer = Liegt es an einer Armlehne, ließe sie sich höher oder tiefer stellen.
deviation-leaning-in = Vorgebeugt
    .within = vorgebeugt
    .measured = Seit { $lasted } etwa { $value } gegenüber Ihrer Neutralhaltung (±{ $uncertainty }).
    .seen = Sie beugen sich seit { $lasted } zum Bildschirm.
deviation-reclining = Zurückgelehnt
    .within = zurückgelehnt
    .measured = Seit { $lasted } etwa { $value } gegenüber Ihrer Neutralhaltung (±{ $uncertainty }).
    .seen = Sie lehnen sich seit { $lasted } zurück.
deviation-looking-down = Blick nach unten
    .within = Blick nach unten
    .measured = Seit { $lasted } etwa { $value } tiefer als in Ihrer Neutralhaltung (±{ $uncertainty }).
    .seen = Sie schauen seit { $lasted } nach unten.
deviation-turned-away = Abgewandt
    .within = abgewandt
    .measured = Seit { $lasted } etwa { $value } von der Kamera weg (±{ $uncertainty }).
    .seen = Sie sind seit { $lasted } von der Kamera abgewandt.

metric-forward-head-deg = Nackenwinkel, Änderung
metric-forward-head-mm = Kopf nach vorn, Änderung
metric-rounded-shoulders-mm = Schultern nach vorn, Änderung
metric-slump-deg = Rundung des oberen Rückens, Änderung
metric-lean-deg = Neigung des Rumpfes, Änderung
metric-head-pitch-deg = Nicken des Kopfes, Änderung
metric-head-yaw-deg = Drehung des Kopfes
metric-head-roll-deg = Seitneigung des Kopfes
metric-shoulder-tilt-deg = Schräge der Schultern
metric-distance-mm = Abstand zur Kamera

why-no-neutral = es gibt noch keine Neutralhaltung zum Vergleich; bitte zuerst kalibrieren
why-nobody = niemand ist im Bild
why-someone-else = jemand ist da, aber nicht dort, wo Sie kalibriert wurden
why-too-dark = das Bild ist zu dunkel; mehr Licht von vorn würde helfen
why-covered = es ist nichts zu sehen; öffnen Sie die Klappe der Kamera oder machen Sie Licht
why-backlit = starkes Licht von hinten verdeckt Sie; ziehen Sie einen Vorhang zu oder drehen Sie den Tisch ein wenig
why-low-confidence = ein Teil von Kopf oder Schultern ist verdeckt oder nicht klar zu sehen
why-out-of-frame = der Kopf oder eine Schulter ist am Rand des Bildes; rücken Sie die Kamera oder sich selbst zurecht
why-not-frontal = Sie sind zu weit von der Kamera weggedreht
why-head-pitched = der Kopf ist zu weit gesenkt oder gehoben, um das zu messen
why-leaning-in = Sie haben sich vorgebeugt oder sind näher gerückt; von vorn sieht das einem Rundrücken sehr ähnlich
why-too-far-from-neutral = Sie sitzen zu weit von der Stelle entfernt, an der Sie kalibriert wurden
why-too-far-away = Sie sind zu weit von der Kamera entfernt
why-not-measured = dieses Modell misst das nicht

refusal-not-seen = Sie waren nicht gut genug zu sehen: { $why }
refusal-not-still = Sie haben sich bewegt; sitzen Sie zehn Sekunden still und so aufrecht, wie es bequem ist
refusal-too-short = es waren zu wenige Bilder dafür
refusal-no-difference = es sah aus wie Ihre Neutralhaltung; gehen Sie etwas weiter in die Haltung hinein und halten Sie sie
refusal-turned = Ihr Kopf hat sich hin und her gedreht; schauen Sie auf Ihren Bildschirm

own-posture-slouch = eigene eingesunkene Haltung
own-posture-rounded-shoulders = eigene vorgezogene Schultern

profile-not-used = noch nicht benutzt
profile-calibrated = kalibriert am { $calibrated }
profile-used = benutzt am { $used }
profile-calibrated-and-used = kalibriert am { $calibrated }, benutzt am { $used }
