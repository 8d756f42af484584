//! Pure: whether the person seen is the one who is followed.
//!
//! People are told apart by place and size alone. Nobody's face or clothes are looked at, so that there is
//! nothing to store.

use crate::{posture::UserPlace, time::Mono};

/// Who is followed, and where he was last.
#[derive(Clone, Debug, Default)]
pub(super) struct Track {
    /// The calibrated user. Without one, the first person seen is followed.
    user: Option<UserPlace>,
    last: Option<(UserPlace, Mono)>,
}

/// How far two sightings may be apart and still be of one person.
struct Reach {
    /// Distance of the centres, in sizes of the person.
    distance_in_sizes: f32,
    /// Quotient of the sizes, the larger by the smaller.
    size_ratio: f32,
}

/// From one sighting to the next. Within a second a sitting person can lean by half a shoulder width; two
/// people side by side are a whole one apart, and somebody behind the chair appears a third smaller.
const NEXT_SIGHTING: Reach = Reach { distance_in_sizes: 0.75, size_ratio: 1.4 };

/// From the calibration to a user who comes back and sits down anew.
const COMING_BACK: Reach = Reach { distance_in_sizes: 0.8, size_ratio: 1.45 };

/// From the calibration to wherever a user may go step by step without being somebody else: a chair pushed
/// back or aside.
const AT_MOST: Reach = Reach { distance_in_sizes: 2.0, size_ratio: 2.2 };

/// The last sighting counts for this long; whoever sits there later came after the one who left.
const MEMORY_SECS: f64 = 10.0;

impl Track {
    /// Follows this user from now on; `None`: whoever is most prominent.
    pub(super) fn follow(&mut self, user: Option<UserPlace>) {
        self.user = user;
        // The track goes on only if it is the user's; without one it starts afresh.
        self.last = self.last.filter(|(last, _)| user.is_some_and(|user| COMING_BACK.spans(user, *last)));
    }

    /// Forgets where the person was last; keeps the user.
    pub(super) fn forget(&mut self) {
        self.last = None;
    }

    /// Where to look for the person: at the last sighting, then where the user was calibrated.
    pub(super) fn expected_places(&self, now: Mono) -> impl Iterator<Item = UserPlace> + use<> {
        [self.last_at(now), self.user].into_iter().flatten()
    }

    /// Whether somebody seen at `place` is the followed person.
    pub(super) fn is_followed(&self, place: UserPlace, now: Mono) -> bool {
        let continues = self.last_at(now).map(|last| NEXT_SIGHTING.spans(last, place));
        match (continues, self.user) {
            (Some(continues), Some(user)) => {
                COMING_BACK.spans(user, place) || continues && AT_MOST.spans(user, place)
            }
            (None, Some(user)) => COMING_BACK.spans(user, place),
            (Some(continues), None) => continues,
            (None, None) => true,
        }
    }

    /// The followed person was seen here.
    pub(super) fn saw(&mut self, place: UserPlace, now: Mono) {
        self.last = Some((place, now));
    }

    /// The last sighting, unless it is too old or, in a recording that was wound back, still to come.
    fn last_at(&self, now: Mono) -> Option<UserPlace> {
        let (place, at) = self.last?;
        (0.0..=MEMORY_SECS).contains(&(now - at)).then_some(place)
    }
}

impl Reach {
    fn spans(&self, from: UserPlace, to: UserPlace) -> bool {
        let [dx, dy] = [0, 1].map(|axis: usize| {
            let of = |place: UserPlace| place.centre_in_image.get(axis).copied().unwrap_or(f32::NAN);
            of(to) - of(from)
        });
        let ratio = (to.size_px / from.size_px).max(from.size_px / to.size_px);
        dx.hypot(dy) <= self.distance_in_sizes * from.size_px && ratio <= self.size_ratio
    }
}
