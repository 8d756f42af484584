# Die Hilfe und das Fenster über das Programm.

help-about = Über
help-about-title = Über Sitwell
    .privacy = Alles geschieht auf diesem Computer. Sitwell sendet nichts über das Netz, und kein Bild wird je gespeichert: Jedes wird im Arbeitsspeicher angesehen und vergessen.
    .engine = Berechnung
    .models = Modelle
    .licences = Lizenzen
