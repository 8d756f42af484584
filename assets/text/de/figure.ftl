# Was ein Vorleseprogramm anstelle einer gezeichneten Figur sagt.

figure-exercise = Gezeichnete Figur: { $exercise }
figure-muscles = Körperbild: { $muscles }
figure-side-view = Sie von der Seite, verglichen mit Ihrer Neutralhaltung: Kopf { $head } nach vorn, Schultern { $shoulders } nach vorn
figure-unknown = unbekannt
