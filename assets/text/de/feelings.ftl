# Das Befinden: erzählt, wer mag; aufgehoben auf diesem Computer; nie eine Diagnose.

feelings-today = Wie geht es Ihnen heute?
feelings-today-note = Nur wenn Sie mögen. Was Sie notieren, bleibt auf diesem Computer, und Sie können es löschen.
feelings-where = Tut etwas weh? Wo?
feelings-how-much = Wie sehr, von 0 (gar nicht) bis 10 (das Schlimmste, was Sie sich vorstellen können)?
feelings-body = Körper von hinten
feelings-nowhere = nirgends
feelings-keep = Notiz behalten
feelings-kept = Notiert. Danke.
feelings-kept-note = Unten steht es neben Ihrer Haltung. Wenn etwas seit Wochen weh tut oder schlimmer wird, fragen Sie bitte eine Ärztin oder einen Physiotherapeuten.

feelings-place-head = Kopf
feelings-place-neck = Nacken
feelings-place-left-shoulder = Linke Schulter
feelings-place-right-shoulder = Rechte Schulter
feelings-place-upper-back = Oberer Rücken
feelings-place-lower-back = Unterer Rücken
feelings-place-left-arm = Linker Arm
feelings-place-right-arm = Rechter Arm
feelings-place-chest = Brust
feelings-chest = Bei Schmerzen in der Brust schauen Sie bitte zuerst auf die Fragen unten.

feelings-intensity = { $value } von 10, { $name }
feelings-none = nichts
feelings-mild = leicht
feelings-moderate = mittel
feelings-severe = stark

feelings-red-flags = Trifft davon etwas auf Sie zu?
feelings-red-flags-with = Kommt etwas davon dazu?
feelings-red-flags-is = Oder ist es so?
feelings-answered = eine Frage beantwortet
feelings-with-red-flags = mit Zeichen, die in fachkundige Hände gehören

# Rat. Keine Diagnose und kein Versprechen.
feelings-at-once = Bitte holen Sie jetzt ärztliche Hilfe
    .what = Was Sie notiert haben, kann Ursachen haben, die ohne Aufschub angesehen werden sollten. Rufen Sie Ihre Ärztin oder den Notruf an.
feelings-soon = Bitte fragen Sie ärztlich oder physiotherapeutisch nach
    .what = Was Sie notiert haben, sollte sich jemand vom Fach ansehen, bevor Sie mit Übungen weitermachen. Es muss nichts Ernstes sein.
feelings-everything-withheld = Bis dahin schlägt Sitwell keine Übungen vor.
feelings-withheld = Bis dahin lässt Sitwell { $count ->
    [one] 1 Übung
   *[other] { $count } Übungen
} weg

feelings-over-time = Die letzten zwölf Wochen
feelings-over-time-note = Nebeneinander, nicht Ursache und Wirkung: Das Befinden hat viele Gründe.
feelings-felt-lane = Ihr Befinden, 0 bis 10
feelings-nothing-told = nichts notiert
feelings-told = Was Sie notiert haben
feelings-all = Alle zeigen
feelings-delete = Löschen …
feelings-delete-title = Diese Notiz löschen?
feelings-delete-question = { $feeling }: Diese Notiz ist dann endgültig fort.
