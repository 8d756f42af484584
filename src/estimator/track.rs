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
/// people side by side are a whole one apart, and somebody behind the chair appears a third smaller or more.
const NEXT_SIGHTING: Reach = Reach { distance_in_sizes: 0.75, size_ratio: 1.5 };

/// From the calibration to a user who comes back and sits down anew.
const COMING_BACK: Reach = Reach { distance_in_sizes: 0.8, size_ratio: 1.45 };

/// From the calibration to wherever a user may go step by step without being somebody else: a chair pushed
/// back or aside.
const AT_MOST: Reach = Reach { distance_in_sizes: 2.0, size_ratio: 2.2 };

/// The last sighting counts for this long. Afterwards only the calibrated place does, and without one whoever is
/// there is followed: he came after the one who left, or the one who was followed moved too fast.
const MEMORY_SECS: f64 = 5.0;

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
        // Where the shoulders touch the lower edge the size jumps by a third from frame to frame; nobody grows so
        // fast, so half the former size stays.
        let size_px =
            self.last_at(now).map_or(place.size_px, |last| f32::midpoint(last.size_px, place.size_px));
        self.last = Some((UserPlace { size_px, ..place }, now));
    }

    /// The last sighting, unless it is too old or, in a recording that was wound back, still to come.
    fn last_at(&self, now: Mono) -> Option<UserPlace> {
        let (place, at) = self.last?;
        (0.0..=MEMORY_SECS).contains(&(now - at)).then_some(place)
    }
}

impl Reach {
    fn spans(&self, from: UserPlace, to: UserPlace) -> bool {
        let ([x0, y0], [x1, y1]) = (from.centre_in_image, to.centre_in_image);
        let ratio = (to.size_px / from.size_px).max(from.size_px / to.size_px);
        (x1 - x0).hypot(y1 - y0) <= self.distance_in_sizes * from.size_px && ratio <= self.size_ratio
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(x: f32, size_px: f32) -> UserPlace {
        UserPlace { centre_in_image: [x, 200.0], size_px }
    }

    const USER: UserPlace = UserPlace { centre_in_image: [300.0, 200.0], size_px: 100.0 };

    fn following_user() -> Track {
        let mut track = Track::default();
        track.follow(Some(USER));
        track
    }

    #[test]
    fn a_passer_by_never_becomes_the_user_however_long_the_user_is_away() {
        let mut track = following_user();
        track.saw(USER, Mono(0.0));
        for secs in 0..600 {
            let now = Mono(f64::from(secs));
            assert!(!track.is_followed(place(420.0, 100.0), now), "beside, after {secs} s");
            assert!(!track.is_followed(place(300.0, 60.0), now), "behind, after {secs} s");
            assert!(!track.is_followed(place(300.0, 160.0), now), "in front, after {secs} s");
        }
        assert!(track.is_followed(place(330.0, 110.0), Mono(601.0)), "the user is back");
    }

    #[test]
    fn the_user_may_move_away_step_by_step_but_not_for_ever() {
        let mut track = following_user();
        let mut furthest = 300.0;
        for step in 0..40_u8 {
            let next = place(furthest + 20.0, 100.0);
            if track.is_followed(next, Mono(f64::from(step))) {
                track.saw(next, Mono(f64::from(step)));
                furthest += 20.0;
            }
        }
        assert!((furthest - 500.0_f32).abs() < 1.0, "{furthest}");
    }

    #[test]
    fn a_jump_is_not_the_user_unless_it_is_back_to_his_place() {
        let mut track = following_user();
        track.saw(place(450.0, 100.0), Mono(1.0));
        assert!(track.is_followed(place(480.0, 90.0), Mono(1.2)));
        assert!(!track.is_followed(place(150.0, 100.0), Mono(1.2)));
        assert!(track.is_followed(USER, Mono(1.2)));
    }

    #[test]
    fn without_a_user_the_first_one_is_followed_until_he_is_long_gone() {
        let mut track = Track::default();
        assert!(track.is_followed(place(100.0, 80.0), Mono(0.0)));
        track.saw(place(100.0, 80.0), Mono(0.0));
        assert!(!track.is_followed(place(400.0, 80.0), Mono(4.0)));
        assert!(track.is_followed(place(400.0, 80.0), Mono(6.0)));
    }

    #[test]
    fn a_size_that_jitters_does_not_lose_the_person() {
        let mut track = Track::default();
        for (step, size) in [114.0, 80.0, 86.0, 119.0, 135.0, 95.0].into_iter().enumerate() {
            let now = Mono(step as f64 * 0.1);
            let next = place(100.0 + step as f32 * 30.0, size);
            assert!(track.is_followed(next, now), "step {step}");
            track.saw(next, now);
        }
    }

    #[test]
    fn forgetting_keeps_the_user_and_a_new_user_drops_the_track_of_another() {
        let mut track = following_user();
        track.saw(USER, Mono(0.0));
        track.forget();
        assert_eq!(track.expected_places(Mono(0.1)).collect::<Vec<_>>(), [USER]);
        track.saw(USER, Mono(0.2));
        track.follow(Some(place(600.0, 100.0)));
        assert!(!track.is_followed(USER, Mono(0.3)));
        track.follow(None);
        assert!(track.is_followed(USER, Mono(0.4)));
    }

    #[test]
    fn a_recording_that_is_wound_back_starts_afresh() {
        let mut track = Track::default();
        track.saw(USER, Mono(100.0));
        assert!(track.is_followed(place(600.0, 50.0), Mono(0.0)));
    }

    #[test]
    fn a_place_without_numbers_is_nobody_s() {
        let mut track = following_user();
        track.saw(USER, Mono(0.0));
        assert!(!track.is_followed(place(f32::NAN, 100.0), Mono(0.1)));
        assert!(!track.is_followed(place(300.0, f32::NAN), Mono(0.1)));
    }
}
