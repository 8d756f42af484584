//! Days, weeks, months and years, and the sessions behind them.

use eframe::egui::{self, Key};
use egui_kittest::kittest::{NodeT, Queryable, by};
use sitwell::store::Store;

use super::{WIDE, click, diary, is_there, open, store, tab_to, wait_for, wait_until_gone};

const READ: &str = "How long, and how well";

#[test]
fn before_anything_was_kept_the_page_says_what_will_stand_there() {
    let (_folder, store) = store();
    let mut window = open(&store, "History", WIDE);
    wait_for(&mut window, "Here your days will stand");
    assert!(is_there(&window, "never a picture"));
    assert!(!is_there(&window, "Delete everything"));
}

#[test]
fn a_store_that_cannot_be_read_is_told_with_what_to_do() {
    let mut window = open(&Store::nowhere(), "History", WIDE);
    wait_for(&mut window, "Your history cannot be read");
    assert!(is_there(&window, "Set HOME"));
}

#[test]
fn one_day_is_told_without_a_comparison_that_it_cannot_give() {
    let (_folder, store) = store();
    diary::fill(&store, diary::today(), 1, 90);
    let mut window = open(&store, "History", WIDE);
    wait_for(&mut window, READ);
    assert!(is_there(&window, "You sat well for"));
    assert!(is_there(&window, "needs at least three days in each"));
    assert!(!is_there(&window, "in a row"));
}

#[test]
fn what_is_shown_is_what_was_kept() {
    let (_folder, store) = store();
    diary::fill(&store, diary::today(), 1, 90);
    let day = store.read().unwrap().days(diary::today()..=diary::today()).unwrap().remove(0);
    let share = 100.0 * day.times.good_secs / day.times.known_secs;
    let mut window = open(&store, "History", WIDE);
    wait_for(&mut window, READ);
    assert!(is_there(&window, &format!("You sat well for {share:.0} %")), "{share}");
    let known_secs: f64 = {
        click(&mut window, "Day");
        wait_for(&mut window, "Sessions");
        let sessions = store.read().unwrap().sessions(diary::today()..=diary::today()).unwrap();
        sessions.iter().map(|session| session.times.known_secs).sum()
    };
    assert!((known_secs - day.times.known_secs).abs() < 1.0, "the sessions are the day");
}

#[test]
fn a_bar_leads_to_its_day_and_a_session_to_what_happened_in_it() {
    let (_folder, store) = store();
    diary::fill(&store, diary::today(), 1, 90);
    let mut window = open(&store, "History", WIDE);
    wait_for(&mut window, READ);
    let bar = format!("{}: In good posture", sitwell::text::date_long_words(diary::today()));
    window.get_by_label_contains(&bar).click();
    wait_for(&mut window, "Delete this day");
    window.get_by_label_contains("12:45").click();
    wait_for(&mut window, "About this session");
    for words in ["What lasted", "Sitting and breaks", "Profile: Desk", "Calibrated with 50 pictures"] {
        assert!(is_there(&window, words), "{words}");
    }
    window.get_by_label_contains("Back").click();
    wait_for(&mut window, READ);
}

#[test]
fn a_session_is_deleted_when_that_was_asked_again_and_can_be_kept() {
    let (_folder, store) = store();
    diary::fill(&store, diary::today(), 1, 4);
    let mut window = open(&store, "History", WIDE);
    wait_for(&mut window, READ);
    click(&mut window, "Day");
    wait_for(&mut window, "Sessions");
    window.get_by_label_contains("08:30").click();
    wait_for(&mut window, "About this session");

    click(&mut window, "Delete this session …");
    wait_for(&mut window, "Delete this session?");
    click(&mut window, "Keep it");
    wait_until_gone(&mut window, "Delete this session?");
    assert_eq!(store.read().unwrap().sessions(diary::today()..=diary::today()).unwrap().len(), 2);

    click(&mut window, "Delete this session …");
    click(&mut window, "Delete for good");
    wait_until_gone(&mut window, "Delete this session?");
    assert_eq!(store.read().unwrap().sessions(diary::today()..=diary::today()).unwrap().len(), 1);
    wait_for(&mut window, "12:45");
    wait_until_gone(&mut window, "08:30");
}

#[test]
fn everything_is_deleted_by_typing_a_word_and_not_before() {
    let (_folder, store) = store();
    diary::fill(&store, diary::today(), 1, 4);
    let mut window = open(&store, "History", WIDE);
    wait_for(&mut window, READ);
    click(&mut window, "Delete everything …");
    wait_for(&mut window, "Delete everything?");
    assert!(window.get_by_label("Delete for good").accesskit_node().is_disabled());

    let edit = window.get_by_role(egui::accesskit::Role::TextInput);
    edit.focus();
    window.run_steps(2);
    window.get_by_role(egui::accesskit::Role::TextInput).type_text("Delete");
    window.run_steps(2);
    click(&mut window, "Delete for good");
    wait_for(&mut window, "Here your days will stand");
    let all = jiff::civil::Date::MIN..=jiff::civil::Date::MAX;
    assert!(store.read().unwrap().days(all).unwrap().is_empty());
}

#[test]
fn a_year_is_shown_at_every_length_and_size_within_the_window() {
    let (_folder, store) = store();
    diary::fill(&store, diary::today(), 365, 1);
    for size in [[360.0, 280.0], [480.0, 2000.0], [900.0, 2000.0], [2560.0, 1440.0]] {
        let mut window = open(&store, "History", size);
        wait_for(&mut window, READ);
        for (length, then) in
            [("Month", "the month before"), ("Year", "the year before"), ("Week", "the week before")]
        {
            click(&mut window, length);
            wait_for(&mut window, then);
            for node in window.query_all(by().predicate(|node| node.label().or(node.value()).is_some())) {
                let (rect, what) = (node.rect(), node.accesskit_node().label());
                let is_inside = rect.left() >= -0.5 && rect.right() <= size[0] + 0.5;
                assert!(is_inside, "{size:?}, {length}: {what:?} at {rect}");
            }
        }
    }
}

#[test]
fn the_keyboard_opens_a_day_and_its_session() {
    let (_folder, store) = store();
    diary::fill(&store, diary::today(), 1, 4);
    let mut window = open(&store, "History", WIDE);
    wait_for(&mut window, READ);
    let bar = format!("{}: In good posture", sitwell::text::date_long_words(diary::today()));
    tab_to(&mut window, &bar);
    window.key_press(Key::Enter);
    window.run_steps(2);
    wait_for(&mut window, "Sessions");
    tab_to(&mut window, "08:30");
    window.key_press(Key::Enter);
    window.run_steps(2);
    wait_for(&mut window, "About this session");
}
