//! Settings as a file that people edit by hand.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]

use std::{fs, path::PathBuf};

use proptest::{
    prelude::{Just, ProptestConfig, Strategy, any, prop_oneof},
    prop_assert, prop_assert_eq, proptest,
    sample::{select, subsequence},
};
use sitwell::{
    alerts::AlertSettings,
    care::{Kit, Place},
    settings::{
        ALERTS_AN_HOUR, AWAY_SECS, CameraSettings, CareSettings, DWELL_SECS, DesktopSettings, LanguageChoice,
        PrivacySettings, Retention, SITTING_SECS, Settings, SettingsError, Theme, WindowSettings,
    },
};
use tempfile::TempDir;

/// A folder of its own, and the settings' place in it.
fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sitwell/settings.toml");
    fs::create_dir(path.parent().unwrap()).unwrap();
    (folder, path)
}

/// What is wrong: the line, and the whole message.
fn refusal(text: &str) -> (usize, String) {
    let (_folder, path) = place();
    fs::write(&path, text).unwrap();
    let error = Settings::load(&path).unwrap_err();
    assert_eq!(fs::read_to_string(&path).unwrap(), text, "what is refused is left as it is");
    match &error {
        SettingsError::Wrong { fault, .. } => (fault.line, error.to_string()),
        SettingsError::Io { .. } => panic!("{error}"),
    }
}

#[test]
fn without_a_file_and_with_an_empty_one_everything_has_its_default() {
    let (_folder, path) = place();
    assert_eq!(Settings::load(&path).unwrap(), Settings::default());
    assert!(!path.exists(), "reading makes no file");
    fs::write(&path, "").unwrap();
    assert_eq!(Settings::load(&path).unwrap(), Settings::default());
    Settings::default().save(&path).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    assert!(!text.contains('='), "a default is not written down, and so can change with the program: {text}");
}

#[test]
fn the_defaults_are_what_may_be_chosen() {
    let settings = Settings::default();
    assert!(DWELL_SECS.contains(&settings.alerts.dwell_secs));
    assert!(ALERTS_AN_HOUR.contains(&settings.alerts.max_an_hour));
    assert!(SITTING_SECS.contains(&settings.alerts.sitting_secs));
    assert!(SITTING_SECS.contains(&settings.alerts.firm_sitting_secs));
    assert!(AWAY_SECS.contains(&settings.camera.away_secs));
}

#[test]
fn the_readme_shows_every_setting_with_its_default() {
    let readme = fs::read_to_string("README.md").unwrap();
    let block = readme.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    assert_eq!(Settings::from_toml(block).unwrap(), Settings::default());
    let shown: toml::Table = block.parse().unwrap();
    assert_eq!(shown, toml::Table::try_from(Settings::default()).unwrap(), "none is missing");
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_what_to_write() {
    for (text, line, words) in [
        (
            "[alerts]\nsound = true\ndwel_secs = 60\n",
            3,
            &["no setting `dwel_secs`", "did you mean `dwell_secs`?"][..],
        ),
        ("[alerts]\nlouder = true\n", 2, &["no setting `louder`", "there are `dwell_secs`"]),
        ("\n[alert]\n", 2, &["no section `alert`", "did you mean `alerts`?"]),
        ("sound = true\n", 1, &["no section `sound`", "`alerts`", "`camera`"]),
        ("[alerts]\n\ndwell_secs = \"long\"\n", 3, &["string \"long\"", "remove the line"]),
        ("[alerts]\nsound = 1\n", 2, &["integer `1`", "boolean"]),
        ("[alerts]\ndwell_secs = 2\n", 2, &["`dwell_secs` is 2", "5 to 3600"]),
        ("[alerts]\ndwell_secs = nan\n", 2, &["`dwell_secs` is NaN", "5 to 3600"]),
        ("[alerts]\nmax_an_hour = 0\n", 2, &["`max_an_hour` is 0", "1 to 60"]),
        ("[alerts]\nmax_an_hour = -3\n", 2, &["-3"]),
        ("[alerts]\nmax_an_hour = 2.5\n", 2, &["2.5"]),
        ("[alerts]\nsitting_secs = 1e9\n", 2, &["`sitting_secs`", "300 to 14400"]),
        ("alerts.sound = true\nalerts.firm_sitting_secs = 1\n", 2, &["`firm_sitting_secs` is 1"]),
        ("camera = { away_secs = inf }\n", 1, &["`away_secs` is inf"]),
        ("[window]\ntheme = \"blue\"\n", 2, &["unknown variant `blue`", "`system`", "`dark`"]),
        ("[alerts]\nsound = true\nsound = false\n", 3, &["duplicate"]),
        ("[alerts]\n[alerts]\n", 2, &["duplicate"]),
        ("alerts = 5\n", 1, &["integer `5`"]),
        ("[alerts\n", 1, &["name = value"]),
        ("# fine\nnonsense\n", 2, &["name = value"]),
        ("[camera]\nsource = camera\n", 2, &["quotation marks"]),
    ] {
        let (found, message) = refusal(text);
        assert_eq!(found, line, "{text:?}: {message}");
        assert!(
            message.contains(&format!("settings.toml:{line}: ")) && message.contains("\nhint: "),
            "{message}"
        );
        for word in words {
            assert!(message.contains(word), "{text:?}: {word:?} is not in {message}");
        }
    }
}

#[test]
fn bytes_that_are_no_text_and_things_that_are_no_file_are_told() {
    let (_folder, path) = place();
    fs::write(&path, b"# ol\xe9\n[alerts]\n").unwrap();
    let message = Settings::load(&path).unwrap_err().to_string();
    assert!(message.contains("settings.toml:1: it is not text in UTF-8\nhint: "), "{message}");
    fs::write(&path, "#".repeat(100_000)).unwrap();
    assert!(Settings::load(&path).unwrap_err().to_string().contains("65536 bytes"));
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    let message = Settings::load(&path).unwrap_err().to_string();
    assert!(message.contains("it is not a file\nhint: "), "{message}");
    assert!(Settings::default().save(&path).unwrap_err().to_string().contains("\nhint: "));
}

#[test]
fn a_change_touches_one_value_and_no_comment() {
    let (_folder, path) = place();
    let text =
        "# mine\n\n[alerts] # how loud\n  dwell_secs = 90   # a minute and a half\nsound=true\n\n# the end\n";
    fs::write(&path, text).unwrap();
    let mut settings = Settings::load(&path).unwrap();
    assert_eq!(settings.alerts.dwell_secs, 90.0);
    settings.save(&path).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), text, "nothing changed");

    settings.alerts.sound = false;
    settings.window.theme = Theme::Dark;
    settings.save(&path).unwrap();
    let changed = fs::read_to_string(&path).unwrap();
    assert_eq!(Settings::load(&path).unwrap(), settings);
    for kept in
        ["# mine\n", "[alerts] # how loud\n", "  dwell_secs = 90   # a minute and a half\n", "# the end"]
    {
        assert!(changed.contains(kept), "{kept:?} is gone from {changed}");
    }
    assert!(changed.contains("sound=false") && changed.contains("theme = \"dark\""), "{changed}");
}

#[test]
fn damaged_settings_are_set_aside_and_never_lost() {
    let (_folder, path) = place();
    for (damage, aside) in [(&b"[alerts\n"[..], "settings.toml.bak"), (b"\xff", "settings.toml.bak2")] {
        fs::write(&path, damage).unwrap();
        let mut settings = Settings::default();
        settings.alerts.sound = true;
        settings.save(&path).unwrap();
        assert_eq!(Settings::load(&path).unwrap(), settings);
        assert_eq!(fs::read(path.with_file_name(aside)).unwrap(), damage);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_write_that_fails_leaves_the_former_settings() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, path) = place();
    let text = "[alerts]\nsound = true\n";
    fs::write(&path, text).unwrap();
    // Whoever may write everywhere is stopped by the file's own protection.
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
    let message = Settings::default().save(&path).unwrap_err().to_string();
    assert!(message.contains("write-protected\nhint: make the file and its folder writable"), "{message}");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    // No folder can be made there, by anybody.
    let message = Settings::default().save("/proc/sitwell/settings.toml".as_ref()).unwrap_err().to_string();
    assert!(message.contains("/proc/sitwell/settings.toml") && message.contains("\nhint: "), "{message}");
}

#[test]
fn what_a_crash_left_of_a_draft_is_not_read() {
    let (_folder, path) = place();
    fs::write(path.with_file_name(".sitwell-abc.new"), "[alerts\n").unwrap();
    assert_eq!(Settings::load(&path).unwrap(), Settings::default());
}

fn any_settings() -> impl Strategy<Value = Settings> {
    let alerts = (any::<[bool; 5]>(), DWELL_SECS, ALERTS_AN_HOUR, SITTING_SECS, SITTING_SECS).prop_map(
        |(
            [notifications, sound, screen_edge, sitting_reminder, eye_break],
            dwell_secs,
            max_an_hour,
            a,
            b,
        )| {
            AlertSettings {
                notifications,
                dwell_secs,
                max_an_hour,
                sound,
                screen_edge,
                sitting_reminder,
                sitting_secs: a.min(b),
                firm_sitting_secs: a.max(b),
                eye_break,
            }
        },
    );
    let camera = (".*", any::<bool>(), AWAY_SECS).prop_map(|(source, release_when_away, away_secs)| {
        CameraSettings { source, release_when_away, away_secs }
    });
    let care = (subsequence(Kit::ALL.to_vec(), 0..=Kit::ALL.len()), select(Place::ALL.to_vec()))
        .prop_map(|(kit, place)| CareSettings { kit, place });
    let theme = prop_oneof![Just(Theme::System), Just(Theme::Light), Just(Theme::Dark)];
    let language = prop_oneof![
        Just(LanguageChoice::System),
        Just(LanguageChoice::English),
        Just(LanguageChoice::German)
    ];
    let retention = prop_oneof![
        Just(Retention::Unlimited),
        Just(Retention::TwoYears),
        Just(Retention::OneYear),
        Just(Retention::ThreeMonths)
    ];
    (alerts, camera, care, any::<[bool; 3]>(), theme, language, retention).prop_map(
        |(alerts, camera, care, [tray, close_to_background, is_tour_over], theme, language, retention)| {
            Settings {
                alerts,
                camera,
                care,
                desktop: DesktopSettings { tray, close_to_background },
                privacy: PrivacySettings { retention },
                window: WindowSettings { theme, language, is_tour_over, ..WindowSettings::default() },
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_saved_is_read_again_also_over_other_settings(first in any_settings(), second in any_settings()) {
        let (_folder, path) = place();
        for settings in [first, second] {
            settings.save(&path).unwrap();
            prop_assert_eq!(Settings::load(&path).unwrap(), settings);
        }
        prop_assert!(!path.with_file_name("settings.toml.bak").exists());
    }

    #[test]
    fn no_text_makes_it_panic(text in "(\\[(alerts|camera|\\PC{0,3})\\]|[a-z_]{1,12} ?=|[0-9.\"'{},#\\[\\] \n-]|\\PC){0,24}") {
        if let Err(fault) = Settings::from_toml(&text) {
            prop_assert!((1..=text.lines().count() + 1).contains(&fault.line));
        }
    }

    #[test]
    fn over_a_torn_file_the_next_change_is_kept(settings in any_settings(), share in 0.0..1.0) {
        let (_folder, path) = place();
        settings.save(&path).unwrap();
        let whole = fs::read(&path).unwrap();
        fs::write(&path, &whole[..(whole.len() as f64 * share) as usize]).unwrap();
        // Whatever is left of it, the next change is kept and what was there is not lost.
        settings.save(&path).unwrap();
        prop_assert_eq!(Settings::load(&path).unwrap(), settings);
    }
}
