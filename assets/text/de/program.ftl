# Was zu keiner Seite gehört, und die Namen der Seiten.

page-live = Jetzt
page-exercises = Übungen
page-history = Verlauf
page-feelings = Befinden
page-settings = Einstellungen
page-help = Hilfe
page-calibration = Kalibrierung

program-calibrate = Kalibrieren
program-pause = Pause
program-resume = Weiter
program-cancel = Abbrechen
program-close = Schließen
