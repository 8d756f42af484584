# Der Rundgang beim ersten Start: drei Schritte.

tour-watch = Sitwell sieht, wie Sie sitzen
    .text = Durch die Webcam, und nur auf diesem Computer. Bleibt Ihr Kopf eine Weile weit vorn oder sind die Schultern vorgezogen, sagt es Ihnen das in einem Satz, mit Zahlen und ihrer Genauigkeit.
    .also = Kleine Bewegungen sind gut so. Die beste Haltung ist die nächste.
tour-calibrate = Zeigen Sie zuerst, wie Sie gut sitzen
    .text = Sitzen Sie aufrecht und entspannt und schauen Sie zehn Sekunden lang auf den Bildschirm. Das ist Ihre Neutralhaltung; mit ihr wird alles verglichen.
    .also = Kalibrieren Sie einmal für jeden Arbeitsplatz und jede Kamera; Sitwell merkt sich alle.
tour-quiet = Danach dürfen Sie es vergessen
    .text = Schließen Sie das Fenster: Sitwell läuft leise in der Taskleiste weiter und meldet sich selten. Dort können Sie jederzeit eine Pause einlegen; das Licht der Kamera geht aus.
    .also = Kein Bild wird je gespeichert, und nichts verlässt diesen Computer.
tour-step = Schritt { $step } von { $steps }
tour-back = Zurück
tour-next = Weiter
tour-skip = Überspringen
tour-calibrate-now = Jetzt kalibrieren
tour-later = Später
