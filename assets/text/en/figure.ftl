# What a screen reader says instead of a drawn figure.

figure-exercise = Drawn figure: { $exercise }
figure-muscles = Body picture: { $muscles }
figure-side-view = You from the side, compared with your neutral: head { $head } forward, shoulders { $shoulders } forward
figure-unknown = unknown
