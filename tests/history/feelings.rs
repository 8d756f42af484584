//! How the user feels: told, kept, shown, deleted; and what is said to somebody with red flags.

use eframe::egui::Key;
use egui_kittest::kittest::Queryable;
use jiff::civil::Date;
use sitwell::store::Feeling;

use super::{WIDE, click, is_there, open, store, tab_to, wait_for, wait_until_gone};

fn kept(store: &sitwell::store::Store) -> Vec<Feeling> {
    store.read().unwrap().feelings(Date::MIN..=Date::MAX).unwrap()
}

#[test]
fn what_is_told_is_kept_shown_and_can_be_deleted() {
    let (_folder, store) = store();
    let mut window = open(&store, "How you feel", WIDE);
    wait_for(&mut window, "How do you feel today?");
    assert!(!is_there(&window, "What you noted"), "nothing was told yet");
    click(&mut window, "Neck");
    click(&mut window, "Upper back");
    click(&mut window, "Upper back");
    click(&mut window, "Keep this note");
    wait_for(&mut window, "Noted. Thank you.");
    wait_for(&mut window, "0 of 10, nothing · Neck");
    let [feeling] = kept(&store).try_into().unwrap();
    assert_eq!((feeling.places, feeling.intensity), (vec!["neck".to_owned()], Some(0)));
    assert!(feeling.red_flags.is_empty(), "what was not asked is not answered");

    click(&mut window, "Delete …");
    wait_for(&mut window, "Delete this note?");
    click(&mut window, "Delete for good");
    wait_until_gone(&mut window, "What you noted");
    assert!(kept(&store).is_empty());
}

#[test]
fn the_keyboard_alone_tells_it() {
    let (_folder, store) = store();
    let mut window = open(&store, "How you feel", WIDE);
    wait_for(&mut window, "How do you feel today?");
    tab_to(&mut window, "Left shoulder");
    window.key_press(Key::Space);
    window.run_steps(2);
    tab_to(&mut window, "of 10, nothing");
    for key in [Key::ArrowRight, Key::ArrowRight, Key::ArrowRight, Key::ArrowLeft, Key::ArrowRight] {
        window.key_press(key);
        window.run_steps(2);
    }
    tab_to(&mut window, "Keep this note");
    window.key_press(Key::Enter);
    window.run_steps(2);
    wait_for(&mut window, "3 of 10, mild · Left shoulder");
    assert_eq!(kept(&store)[0].intensity, Some(3));
}

#[test]
fn a_red_flag_is_answered_with_whom_to_ask_and_stays_until_it_is_taken_back() {
    let (_folder, store) = store();
    let mut window = open(&store, "How you feel", WIDE);
    wait_for(&mut window, "How do you feel today?");
    click(&mut window, "Does any of this apply to you?");
    window.run_steps(20);
    window.get_by_label_contains("A diagnosed condition of the spine").click();
    window.run_steps(20);
    assert!(is_there(&window, "Please ask a doctor or a physiotherapist"));
    assert!(!is_there(&window, "Please get medical help now"));
    window.get_by_label_contains("Chest pain or shortness of breath").click();
    window.run_steps(20);
    assert!(is_there(&window, "Please get medical help now"));
    assert!(is_there(&window, "suggests no exercises"));
    click(&mut window, "Keep this note");
    wait_for(&mut window, "Noted. Thank you.");
    wait_for(&mut window, "with signs for a professional");
    let [feeling] = kept(&store).try_into().unwrap();
    assert!(feeling.red_flags["spinal_condition"] && feeling.red_flags["chest_pain"]);
    assert!(!feeling.red_flags["fever_or_weight_loss"]);
    assert!(is_there(&window, "Please get medical help now"), "it holds until it is answered anew");
}

#[test]
fn an_ache_in_the_chest_leads_to_the_questions() {
    let (_folder, store) = store();
    let mut window = open(&store, "How you feel", WIDE);
    wait_for(&mut window, "How do you feel today?");
    click(&mut window, "Chest");
    assert!(is_there(&window, "please look at the questions below first"));
}
