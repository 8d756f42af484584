# Was ein Vorleseprogramm anstelle einer gezeichneten Figur sagt.

figure-exercise = Gezeichnete Figur: { $exercise }
figure-muscles = Körperbild: { $muscles }
figure-side-view = Sie von der Seite, verglichen mit Ihrer Neutralhaltung. Kopf vorgeschoben: { $head }; Schultern vorgeschoben: { $shoulders }
figure-unknown = unbekannt
