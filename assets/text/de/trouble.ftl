# Was mit dem Aufbewahrten schiefgehen kann.

trouble-disk = { $path }: Ihre Sitzungen lassen sich nicht lesen oder schreiben ({ $what })
    .hint = sorgen Sie dafür, dass Sie den Ordner lesen und beschreiben dürfen und auf dem Laufwerk Platz ist
trouble-busy = { $path }: Ein anderes Programm benutzt gerade Ihre Sitzungen
    .hint = versuchen Sie es gleich noch einmal
trouble-newer = { $path }: Ihre Sitzungen hat ein neueres Sitwell geschrieben
    .hint = installieren Sie das neuere Sitwell wieder; die Datei blieb, wie sie ist
trouble-damaged = { $path }: Ihre Sitzungen sind beschädigt ({ $what })
    .hint = beenden Sie Sitwell und starten Sie es neu: Es legt die Datei beiseite und übernimmt, was sich lesen lässt
