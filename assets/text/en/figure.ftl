# What a screen reader says instead of a drawn figure.

figure-exercise = Drawn figure: { $exercise }
figure-muscles = Body picture: { $muscles }
figure-side-view = You from the side, compared with your neutral. Head forward: { $head }; shoulders forward: { $shoulders }
figure-unknown = unknown
