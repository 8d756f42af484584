# Die Hilfe und das Fenster über das Programm.

help-intro = Was Sitwell Ihnen sagen kann, was nicht, und wie Sie am meisten davon haben.

help-sees = Was Sitwell sieht
    .line-1 = Wo Ihr Kopf und Ihre Schultern sind, verglichen mit Ihrer eigenen Neutralhaltung.
    .line-2 = Ob Sie sich neigen, nach unten schauen, sich abwenden oder dem Bildschirm nahe kommen.
    .line-3 = Wie lange Sie schon sitzen, und ob Sie überhaupt da sind.
    .line-4 = Wann es nichts sagen kann, und warum. Dann heißt es „unbekannt“ und zählt nirgends mit.
help-sees-not = Was es nicht sehen kann
    .line-1 = Ihren unteren Rücken, Ihre Beine, Ihren Stuhl: Sie sind nicht im Bild.
    .line-2 = Schmerzen, Verspannungen oder deren Ursachen. Wie es Ihnen geht, wissen nur Sie.
    .line-3 = Ob eine Haltung gut oder schlecht für Sie ist. Es sagt, wie weit und wie lange Sie von Ihrer Neutralhaltung entfernt sind.
    .line-4 = Wer Sie sind. Es erkennt niemanden.
help-numbers = Wie die Zahlen zustande kommen
    .line-1 = Ein kleines Netz auf diesem Computer findet Nase, Augen, Ohren und Schultern im Bild.
    .line-2 = Ein Modell des Körpers sucht dann die Haltung, die diese Punkte am besten erklärt, ausgehend von Ihrer Neutralhaltung. Jede Zahl ist also eine Änderung gegenüber Ihrer Haltung beim Kalibrieren.
    .line-3 = Hinter ± steht, wie weit die Wahrheit in neun von zehn Fällen höchstens entfernt ist. Von vorn sehen Vorbeugen und ein Rundrücken sehr ähnlich aus; dann ist die Spanne breit, oder die Zahl fehlt.
    .line-4 = Eine Grenze ist, was eine Webcam noch sicher unterscheiden kann, oder was Studien zur Haltung fanden. Sie trennt nicht gesund von krank.

help-questions = Häufige Fragen
help-red-flags = Schmerzen?
    .about = Manche Anzeichen gehören zu einer Ärztin oder einem Physiotherapeuten, nicht zu einem Programm.
help-keys = Tasten
    .tab = von einem Bedienelement zum nächsten; mit Umschalt zurück
    .space = drückt die gewählte Schaltfläche oder den Schalter
    .escape = schließt, was über dem Fenster liegt; dann zurück zur ersten Seite
    .pages = die Seiten, von der ersten bis zur letzten
    .help = diese Hilfe
    .compact = das kleine Fenster, das über den anderen bleibt, und zurück
    .undo = auf der Seite der Einstellungen: nimmt die letzte Änderung zurück
help-key-tab = Tab
    .space = Leertaste
    .escape = Esc
    .pages = Strg+1 … Strg+6
    .help = F1
    .compact = F9
    .undo = Strg+Z
help-tour = Rundgang noch einmal zeigen
help-about = Über
help-about-title = Über Sitwell
    .privacy = Alles geschieht auf diesem Computer. Sitwell sendet nichts über das Netz, und kein Bild wird je gespeichert: Jedes wird im Arbeitsspeicher angesehen und vergessen.
    .no-medical-device = Sitwell ist kein Medizinprodukt: Es erkennt und behandelt keine Krankheiten.
    .engine = Berechnung
    .models = Modelle
    .licences = Lizenzen
