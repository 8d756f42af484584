# Die Übungen und ihre Seite. Zu einer Übung gehören: ihr Name, warum sie hilft, was zu tun und was zu beachten ist.

exercise-chin-tuck = Kinn zurückziehen
    .why = Das bringt den Kopf zurück über die Schultern und trainiert die kleinen Muskeln, die ihn dort halten.
    .step-1 = Sitzen Sie aufrecht, und schauen Sie geradeaus.
    .step-2 = Ziehen Sie das Kinn gerade nach hinten, wie zu einem Doppelkinn; der Blick bleibt auf gleicher Höhe.
    .step-3 = Halten Sie, atmen Sie weiter, und spüren Sie, wie der Nacken lang wird.
    .step-4 = Lassen Sie langsam los.
    .caution = Gleiten Sie sanft. Hören Sie auf, wenn es schmerzt, kribbelt oder schwindlig macht.

exercise-shoulder-rolls = Schulterkreisen
    .why = Das lockert Schultern, die nach oben oder nach vorn gewandert sind.
    .step-1 = Lassen Sie beide Arme hängen.
    .step-2 = Heben Sie die Schultern zu den Ohren.
    .step-3 = Kreisen Sie sie langsam und weit nach hinten und unten.
    .step-4 = Atmen Sie aus, während sie sinken.
    .caution = Machen Sie kleinere Kreise, wenn eine Schulter hakt oder schmerzt.

exercise-shoulder-blade-squeeze = Schulterblätter zusammenziehen
    .why = Das trainiert die Muskeln zwischen den Schulterblättern, die die Schultern nach hinten ziehen.
    .step-1 = Sitzen oder stehen Sie aufrecht, die Arme an den Seiten.
    .step-2 = Ziehen Sie die Schulterblätter zusammen und ein wenig nach unten.
    .step-3 = Halten Sie, ohne die Schultern zu heben oder ins Hohlkreuz zu gehen.
    .step-4 = Lassen Sie langsam los.
    .caution = Die halbe Kraft genügt. Hören Sie bei Schmerzen auf.

exercise-band-pull-apart = Band auseinanderziehen
    .why = Das kräftigt die Muskeln, die die Schulterblätter hinten halten.
    .step-1 = Halten Sie ein leichtes Band auf Brusthöhe vor sich, die Arme fast gestreckt.
    .step-2 = Ziehen Sie es auseinander, bis die Arme zur Seite zeigen.
    .step-3 = Ziehen Sie die Schulterblätter einen Moment lang zusammen.
    .step-4 = Kommen Sie langsam zurück, gegen den Zug des Bandes.
    .caution = Nehmen Sie ein leichteres Band, wenn die Schultern steigen. Prüfen Sie es vorher auf Risse.

exercise-wall-angels = Wandengel
    .why = Das bewegt einen steifen oberen Rücken, öffnet die Brust und lehrt die Schulterblätter, nach unten und hinten zu gleiten.
    .step-1 = Stellen Sie sich mit Rücken und Kopf nah an eine Wand, die Füße einen Schritt davor.
    .step-2 = Heben Sie die gebeugten Arme, bis die Ellbogen auf Schulterhöhe sind.
    .step-3 = Schieben Sie die Arme an der Wand hinauf, so weit es leicht geht.
    .step-4 = Kommen Sie wieder herunter; die unteren Rippen bleiben ruhig.
    .caution = Nur so hoch, wie es schmerzfrei bleibt; die Hände müssen die Wand nicht berühren.

exercise-y-and-w = Y und W im Stehen
    .why = Das kräftigt den unteren Trapezmuskel und die Muskeln zwischen den Schulterblättern, die den oberen Rücken aufrecht halten.
    .step-1 = Stehen Sie aufrecht, die Knie locker, die Schultern tief.
    .step-2 = Heben Sie beide Arme zu einem Y, die Daumen zeigen nach hinten.
    .step-3 = Ziehen Sie die Ellbogen zu einem W nach unten und hinten, zu den Rippen.
    .step-4 = Ziehen Sie die Schulterblätter kurz zusammen, dann geht es wieder hinauf zum Y.
    .caution = Heben Sie nur so weit, wie der Nacken locker bleibt. Hören Sie auf, wenn eine Schulter schmerzt.

exercise-y-and-w-prone = Y und W im Liegen
    .why = Gegen ihr eigenes Gewicht trainieren die Arme den unteren Trapezmuskel und die Muskeln zwischen den Schulterblättern.
    .step-1 = Legen Sie sich bäuchlings auf eine Matte oder Bank, ein gefaltetes Handtuch unter der Stirn.
    .step-2 = Heben Sie die Arme zu einem Y, die Daumen nach oben, und senken Sie sie.
    .step-3 = Heben Sie sie gebeugt zu einem W, die Ellbogen zu den Rippen, und senken Sie sie.
    .step-4 = Heben Sie nur so weit, wie der Nacken locker bleibt.
    .caution = Im Stehen ist es leichter. Hören Sie auf, wenn Schulter oder unterer Rücken schmerzen.

exercise-doorframe-stretch = Brustdehnung im Türrahmen
    .why = Das dehnt die Brustmuskeln, die die Schultern nach vorn ziehen.
    .step-1 = Stellen Sie sich in einen Türrahmen, die Unterarme am Rahmen, die Ellbogen auf Schulterhöhe.
    .step-2 = Machen Sie einen Schritt hindurch, bis Sie spüren, wie sich die Brust öffnet.
    .step-3 = Halten Sie den Rücken gerade, und atmen Sie.
    .step-4 = Treten Sie langsam zurück.
    .caution = Nehmen Sie die Ellbogen tiefer, wenn es in einer Schulter klemmt.

exercise-arm-across-chest = Arm vor die Brust
    .why = Das dehnt die hintere Schulter und die Muskeln neben dem Schulterblatt.
    .step-1 = Führen Sie einen Arm gestreckt auf Schulterhöhe vor die Brust.
    .step-2 = Ziehen Sie ihn mit der anderen Hand oberhalb des Ellbogens näher heran.
    .step-3 = Lassen Sie die Schulter tief, und atmen Sie.
    .step-4 = Kommen Sie langsam zurück, und wechseln Sie die Seite.
    .caution = Ziehen Sie oberhalb des Ellbogens, nicht daran. Es darf ziehen, aber nicht schmerzen.

exercise-upper-trapezius-stretch = Seitliche Nackendehnung
    .why = Das entspannt den Muskel vom Nacken zur Schulter, der fest wird, wenn eine Seite angehoben ist.
    .step-1 = Sitzen Sie aufrecht, und legen Sie eine Hand hinter den Rücken.
    .step-2 = Lassen Sie den Kopf zur anderen Schulter sinken, und schauen Sie weiter nach vorn.
    .step-3 = Bleiben Sie dort, wo es sanft zieht, und atmen Sie.
    .step-4 = Kommen Sie langsam zurück, und wechseln Sie die Seite.
    .caution = Ziehen Sie nicht mit der Hand am Kopf. Hören Sie auf, wenn der Arm kribbelt.

exercise-levator-scapulae-stretch = Blick zur Achsel
    .why = Das entspannt den Muskel vom Hals zum Schulterblatt, der viel leistet, wenn der Kopf nach vorn hängt.
    .step-1 = Drehen Sie den Kopf halb zu einer Seite.
    .step-2 = Senken Sie die Nase zur Achsel hin.
    .step-3 = Legen Sie die Hand dieser Seite auf den Kopf; ihr Gewicht genügt.
    .step-4 = Atmen Sie, kommen Sie langsam zurück, und wechseln Sie die Seite.
    .caution = Nur das Gewicht der Hand, nicht ziehen. Lassen Sie es weg, wenn Ihnen davon schwindlig wird.

exercise-thoracic-opener = Oberen Rücken öffnen
    .why = Das lässt einen gerundeten oberen Rücken eine Weile in die andere Richtung sinken.
    .step-1 = Legen Sie sich auf den Rücken, eine Rolle oder einen Doppelball quer unter die Schulterblätter, die Knie gebeugt.
    .step-2 = Stützen Sie den Kopf mit beiden Händen.
    .step-3 = Lehnen Sie sich darüber zurück, und atmen Sie aus.
    .step-4 = Rücken Sie eine Handbreit weiter, und machen Sie dort weiter.
    .caution = Nicht auf Hals und unteren Rücken. Fragen Sie erst nach, wenn Ihre Knochen brüchig sind.

exercise-banded-shoulder-distraction = Schulter mit dem Band öffnen
    .why = Ein sanfter Zug gibt einer steifen Schulter Raum, sich über Kopf zu bewegen.
    .step-1 = Befestigen Sie ein langes Band hoch und fest, und halten Sie es mit einer Hand.
    .step-2 = Treten Sie zurück, und lehnen Sie sich, bis das Band den Arm lang zieht.
    .step-3 = Lassen Sie das Schulterblatt gleiten, und atmen Sie.
    .step-4 = Kommen Sie langsam zurück, und wechseln Sie die Seite.
    .caution = Hören Sie bei Schmerzen auf. Lassen Sie es weg, wenn eine Schulter einmal ausgerenkt war.

exercise-diaphragmatic-breathing = Ruhige Bauchatmung
    .why = Langsame, tiefe Atemzüge lassen Nacken- und Schultermuskeln ruhen, auch unter Stress.
    .step-1 = Lehnen Sie sich an, eine Hand auf den unteren Rippen.
    .step-2 = Atmen Sie durch die Nase ein, und spüren Sie, wie die Rippen zur Seite gehen.
    .step-3 = Atmen Sie langsam aus, länger als ein.
    .step-4 = Lassen Sie die Schultern ruhig.
    .caution = Atmen Sie wieder wie gewohnt, wenn Ihnen leicht schwindlig wird.

exercise-walk = Aufstehen und gehen
    .why = Keine Haltung ist stundenlang gut; ein Wechsel hilft mehr als die vollkommene.
    .step-1 = Stehen Sie jetzt auf, bevor Sie steif werden.
    .step-2 = Holen Sie ein Glas Wasser, oder gehen Sie ein paar Minuten auf und ab.
    .step-3 = Führen Sie das nächste Gespräch im Stehen, und dehnen Sie sich abends vor dem Fernseher.
    .step-4 = Sammeln Sie über den Tag mindestens 8.000 Schritte.
    .caution = Fangen Sie mit weniger an, wenn Sie das Gehen nicht gewohnt sind.

exercise-daily-movement = Bewegung nach Wahl
    .why = Regelmäßiges Dehnen, Beweglichkeit und Kraft halten den oberen Rücken besser gesund als jede einzelne Übung.
    .step-1 = Wählen Sie, was Ihnen liegt: Dehnen, Yoga, Beweglichkeit oder Kraft.
    .step-2 = Denken Sie auch an die Rumpfmitte: den Bauch und den unteren Rücken.
    .step-3 = Zwei bis vier Tage in der Woche sind ein guter Anfang.
    .step-4 = Sagen Sie Sitwell, wenn Sie etwas getan haben; es führt Buch.
    .caution = Fangen Sie mit wenig an, und steigern Sie langsam.

# Die Seite.

exercises-all = Alle Übungen
exercises-massage = Selbstmassage
exercises-habits = Gewohnheiten
exercises-causes = Ursachen und Muskeln
exercises-for-you = Für Sie
exercises-show = Ansehen
exercises-start = Beginnen
exercises-another = Etwas anderes
exercises-back = Zurück
exercises-any = Alle
exercises-need = Hilft bei
exercises-kit = Braucht
exercises-place = Ort
exercises-time = Dauer
exercises-muscle = Muskel
exercises-at-hand = Was ich habe
exercises-nothing-needed = Nichts
exercises-up-to = Bis { $minutes } min
exercises-choice = { $name }: { $value }
exercises-clear = Alle zeigen
exercises-count = { $shown } von { $all } Übungen
exercises-none-fit = Keine Übung passt zu alledem.
exercises-how = So geht es
exercises-step = Schritt { $number }: { $step }
exercises-mind = Was zu beachten ist
exercises-works-on = Wirkt auf
exercises-dose = Wie viel
exercises-dose-source = Woher die Angaben kommen
exercises-takes = Dauert
exercises-needs-kit = Sie brauchen
exercises-where = Wo
exercises-answers = Hilft bei
exercises-check = Die Kamera
exercises-check-counts = zählt mit
exercises-check-timer = kann es nicht sehen; eine Uhr läuft mit
exercises-check-away = sieht, dass Sie weg sind
exercises-check-log = sieht nichts davon; Sie sagen es
exercises-kept-back = Vorerst zurückgestellt
exercises-withheld = Vorerst zurückgestellt, weil Sie zu Ihrem Befinden etwas angegeben haben. Bitte fragen Sie zuerst Fachleute.
exercises-spine = Vorab eine Frage: Wurde bei Ihnen schon einmal eine Erkrankung der Wirbelsäule festgestellt?
    .why = Dann fragen Sie vor einer neuen Übung bitte ärztlich oder in der Physiotherapie nach. Diese Frage kommt nur einmal, und Ihre Antwort bleibt auf diesem Computer.
    .no = Nein
    .yes = Ja
exercises-just-done = Gut gemacht. Eine Ruhepause gehört dazu; das genügt fürs Erste.
exercises-see-professional = Nach dem, was Sie zu Ihrem Befinden angegeben haben, fragen Sie bitte Fachleute, bevor Sie üben.
exercises-nothing-fits = Nichts passt zu dem, was Sie zur Hand haben, und zu Ihrem Ort. In den Einstellungen steht, was das ist.
exercises-good-now = Gerade nichts Bestimmtes. Bewegen Sie sich alle 30 bis 60 Minuten: Abwechslung schlägt jede perfekte Haltung.
exercises-at-the-desk = Am Schreibtisch: { $advice }
exercises-also = Passt gut dazu: { $exercise }
exercises-finished = Geschafft

routines = Abfolgen
routines-two-minutes = Zwei Minuten
    .about = Eine Pause zwischen zwei Arbeiten, aus dem, was heute zu sehen war.
routines-ten-minutes = Zehn Minuten
    .about = Einmal am Tag, für alles, was heute zu sehen war.
routines-empty = Aus dem, was Sie zur Hand haben, und an Ihrem Ort lässt sich nichts zusammenstellen.
routines-order = Erst lockern, dann kräftigen, solange Sie frisch sind, dann dehnen und mit ruhigem Atem enden.
routines-step = { $number } von { $all }
