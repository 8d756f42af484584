# Der Coach: eine Übung vor der Kamera. Ein Hinweis ist ein ganzer Satz.

coach-round = Runde { $round } von { $rounds }
coach-side-left = Linke Seite
coach-side-right = Rechte Seite
coach-get-ready = Nehmen Sie Ihren Platz ein
    .soon = Es beginnt in { $secs } s.
    .still = Halten Sie kurz still, dann geht es los.
coach-move = In Ihrem eigenen Tempo
coach-stretch = Gehen Sie behutsam in die Dehnung
coach-log = Auf Ihre Art; sagen Sie, wenn es getan ist
coach-hold = Halten
coach-come-back = Und behutsam zurück
coach-timer = Lassen Sie die Zeit laufen
coach-breathe-in = Einatmen
coach-breathe-out = Ausatmen
coach-rest = Pause
    .then = Die nächste Runde beginnt in { $secs } s.
coach-paused = Angehalten
coach-done = Gut gemacht

coach-repetitions = { $counted } von { $wanted } Mal
coach-seconds = { $secs } von { $wanted } Sekunden
coach-reach = Wie weit die Bewegung ist

coach-confirm = Zählen
    .hint = Sagt, dass Sie es getan haben, auch wenn die Kamera es nicht sehen konnte.
coach-begin = Beginnen
coach-confirm-time = Das genügt
coach-pause = Anhalten
coach-go-on = Weiter
coach-skip = Überspringen
coach-skip-rest = Ohne Pause weiter
coach-leave = Verlassen
coach-finish = Fertig

coach-cannot-see = Das ist nicht zu sehen: { $why }.
    .instead = Machen Sie die Übung trotzdem, und drücken Sie „Zählen“.
coach-unseen-out-of-frame = was dafür nötig ist, liegt außerhalb des Bildes; gehen Sie etwas zurück
coach-unseen-low-confidence = Arme, Schultern oder Kopf sind verdeckt oder nicht deutlich zu sehen
coach-unseen-too-far-away = Sie sind zu weit weg; kommen Sie etwas näher
coach-unseen-no-neutral = Sie haben noch nicht stillgehalten

coach-hint-hold-still = Halten Sie einen Moment still.
coach-hint-do-not-nod = Das Gesicht bleibt gerade; nur der Kopf gleitet zurück.
coach-hint-look-ahead = Schauen Sie geradeaus.
coach-hint-shoulders-down = Lassen Sie die Schultern unten.
coach-hint-shoulders-level = Halten Sie die Schultern auf einer Höhe.
coach-hint-trunk-still = Der Oberkörper bleibt, wo er ist.
coach-hint-further = Etwas weiter, wenn es guttut.
coach-hint-not-so-far = Nicht ganz so weit.
coach-hint-hold-longer = Halten Sie es noch ein wenig länger.
coach-hint-slower = Langsamer ist besser.
coach-hint-come-back = Lang genug: kommen Sie behutsam zurück.
coach-hint-make-circles = Lassen Sie es kreisen: hoch, zurück und hinunter.
coach-hint-other-side = Bitte die andere Seite.
coach-hint-both-arms = Beide Arme zugleich.
coach-hint-straighten-elbows = Lassen Sie die Ellbogen gestreckt.
coach-hint-lift-elbow = Heben Sie den Ellbogen auf Schulterhöhe.
coach-hint-hand-on-head = Legen Sie die Hand auf den Kopf.
coach-hint-go-to-the-door = Stellen Sie sich in den Türrahmen, den Unterarm am Rahmen.
coach-hint-walk-away = Los geht’s: die Zeit läuft, während Sie weg sind.
coach-hint-too-faint = Diese Bewegung ist hier zu klein für die Kamera. Drücken Sie nach jeder „Zählen“.

coach-did-repetitions = Sie haben { $counted } von { $wanted } Wiederholungen gemacht.
coach-did-seconds = Sie haben { $counted } von { $wanted } Sekunden geschafft.
coach-did-log = Es ist notiert.
coach-did-nothing = Diesmal wurde nichts gezählt. Das macht nichts: ein andermal.
coach-was-seen = Die Kamera hat es gesehen.
coach-was-told = Einiges davon haben Sie selbst gezählt.
coach-sides = Links { $left }, rechts { $right }.
