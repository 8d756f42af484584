# Das Symbol in der Taskleiste: seine Zeile und sein Menü; und was andere Programme zur Antwort bekommen (sitwell pause, status, ...).

tray-opening = Die Kamera wird geöffnet …
tray-looking = Ich schaue …
tray-quiet-until = { $status }; keine Hinweise bis { $time } Uhr
tray-open = Sitwell öffnen
tray-pause = Pause
tray-resume = Weiter
tray-pause-an-hour = Eine Stunde Pause
tray-snooze = 30 min keine Hinweise
tray-calibrate = Kalibrieren
tray-quit = Beenden

answer-paused = Pause; die Kamera ist geschlossen. `sitwell resume` öffnet sie wieder.
    .for-a-while = Pause für { $duration }; die Kamera ist geschlossen.
answer-resumed = Sitwell schaut wieder.
answer-calibrating = Sitzen Sie bequem aufrecht und schauen Sie zehn Sekunden lang auf den Bildschirm; das wird Ihre Neutralhaltung.
    .refused = es gibt kein Bild, mit dem kalibriert werden könnte: { $reason }
answer-shown = Das Fenster wird gezeigt.
answer-snoozed = Keine Hinweise für { $duration }.
answer-quitting = Sitwell wird beendet.
answer-opening = Die Kamera wird geöffnet.
answer-watching = Sitwell schaut mit { $camera }.
answer-nothing-judged = Im Moment wird nichts beurteilt.
