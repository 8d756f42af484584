//! Calibrations of several cameras and desks, in a folder that people may copy, edit and damage.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says so"
)]

use std::{
    fs,
    path::{Path, PathBuf},
};

use proptest::{
    prelude::{ProptestConfig, any},
    prop_assert, prop_assert_eq, proptest,
};
use sitwell::{
    posture::{Joint, Keypoint, Neutral, Pose, Reading},
    profile::{DeskSetup, Found, Kept, Profile, ProfileError, Profiles},
    time::WallTime,
};
use tempfile::TempDir;

/// An upright person in a picture of 640x480, so many pixels to the right of the middle.
fn neutral(aside_px: f32) -> Neutral {
    let mut pose = Pose { image_size: [640, 480], keypoints: enum_map::EnumMap::default() };
    for (joint, [x, y]) in [
        (Joint::Nose, [320.0, 170.0]),
        (Joint::LeftEye, [338.0, 152.0]),
        (Joint::RightEye, [302.0, 152.0]),
        (Joint::LeftEar, [362.0, 160.0]),
        (Joint::RightEar, [278.0, 160.0]),
        (Joint::LeftShoulder, [420.0, 300.0]),
        (Joint::RightShoulder, [220.0, 300.0]),
    ] {
        pose.keypoints[joint] = Some(Keypoint { point_in_image: [x + aside_px, y], confidence: 0.9 });
    }
    match Neutral::of_poses(&[&pose]) {
        Reading::Known(neutral) => neutral,
        Reading::Unknown(why) => panic!("{why:?}"),
    }
}

fn desk(camera: &str, monitors: &[&str]) -> DeskSetup {
    DeskSetup {
        camera: camera.to_owned(),
        camera_name: format!("Camera {camera}"),
        monitors: monitors.iter().map(|&name| name.to_owned()).collect(),
    }
}

fn at(time: &str) -> WallTime {
    WallTime(time.parse().unwrap())
}

const MORNING: &str = "2026-03-02T08:00:00Z";

/// An empty home, and the profiles in it, whose folder is not there yet.
fn home() -> (TempDir, Profiles) {
    let home = tempfile::tempdir().unwrap();
    let profiles = open(&home);
    (home, profiles)
}

/// Opens the profiles, and nothing is to be told.
fn open(home: &TempDir) -> Profiles {
    let (profiles, troubles) = Profiles::open(folder(home));
    assert!(troubles.is_empty(), "{troubles:?}");
    profiles
}

fn folder(home: &TempDir) -> PathBuf {
    home.path().join("sitwell/profiles")
}

fn fits(found: Found) -> Kept {
    match found {
        Found::Fits(kept) => kept,
        other => panic!("{other:?}"),
    }
}

/// A profile as the first version wrote it.
fn write_version_1(path: &Path, neutral: &Neutral) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, serde_json::json!({"version": 1, "neutral": neutral}).to_string()).unwrap();
}

#[test]
fn a_calibration_is_found_again_at_its_desk_and_at_no_other() {
    let (_home, profiles) = home();
    let office = desk("a", &["left", "right"]);
    assert_eq!(profiles.find(&office).unwrap(), Found::Nothing);
    let kept = profiles.keep(&office, neutral(0.0), at(MORNING)).unwrap();
    assert_eq!(kept.profile.name, "Camera a, 2 monitors");
    assert_eq!(kept.id, "camera-a-2-monitors");

    let turned_about = desk("a", &["right", "left"]);
    assert_eq!(fits(profiles.find(&turned_about).unwrap()), kept, "in any order");
    let renamed = DeskSetup { camera_name: "C".to_owned(), ..office.clone() };
    assert_eq!(fits(profiles.find(&renamed).unwrap()), kept, "a camera is what it is, whatever it is called");
    assert_eq!(profiles.find(&desk("b", &["left", "right"])).unwrap(), Found::Nothing);
    for monitors in [&["left"][..], &["left", "left"], &["left", "right", "third"]] {
        let found = profiles.find(&desk("a", monitors)).unwrap();
        assert_eq!(found, Found::OtherMonitors(kept.clone()), "{monitors:?}");
    }
    assert_eq!(fits(profiles.find(&desk("a", &[])).unwrap()), kept, "while no monitor is known");
}

#[test]
fn every_desk_has_one_profile_and_a_new_calibration_takes_its_place() {
    let (_home, profiles) = home();
    let (office, train) = (desk("a", &["left"]), desk("a", &["built in"]));
    let first = profiles.keep(&office, neutral(0.0), at(MORNING)).unwrap();
    let second = profiles.keep(&train, neutral(9.0), at(MORNING)).unwrap();
    assert_eq!(
        (first.profile.name.as_str(), second.profile.name.as_str()),
        ("Camera a, 1 monitor", "Camera a, 1 monitor (2)")
    );
    let third = profiles.keep(&office, neutral(-9.0), at("2026-03-05T08:00:00Z")).unwrap();
    assert_eq!((&third.id, &third.profile.name), (&first.id, &first.profile.name));
    assert_eq!(profiles.list().unwrap(), [third, second], "the latest used first");
}

#[test]
fn monitors_that_were_not_known_are_once_they_are() {
    let (_home, profiles) = home();
    let kept = profiles.keep(&desk("a", &[]), neutral(0.0), at(MORNING)).unwrap();
    assert_eq!(kept.profile.name, "Camera a");
    assert_eq!(fits(profiles.find(&desk("a", &["left"])).unwrap()).id, kept.id);
    assert!(
        matches!(profiles.find(&desk("a", &["right"])).unwrap(), Found::OtherMonitors(_)),
        "it was at the left one"
    );
}

#[test]
fn the_only_calibration_of_an_older_sitwell_goes_to_the_first_desk() {
    let home = tempfile::tempdir().unwrap();
    let single = home.path().join("sitwell/profile.json");
    write_version_1(&single, &neutral(0.0));
    let before = fs::read(&single).unwrap();
    for _ in 0..2 {
        let profiles = open(&home);
        let all = profiles.list().unwrap();
        assert_eq!(all.len(), 1, "taken over once");
        assert_eq!((all[0].profile.desk.clone(), all[0].profile.calibrated), (None, None));
    }
    assert!(!single.exists());
    assert_eq!(fs::read(single.with_file_name("profile.json.bak")).unwrap(), before);

    let profiles = open(&home);
    let kept = fits(profiles.find(&desk("a", &["left"])).unwrap());
    assert_eq!((kept.profile.name.as_str(), &kept.profile.neutral), ("Camera a, 1 monitor", &neutral(0.0)));
    assert_eq!(profiles.find(&desk("b", &["left"])).unwrap(), Found::Nothing, "it has its desk now");
}

#[test]
fn a_damaged_profile_is_set_aside_with_a_word_and_the_others_work() {
    let (home, profiles) = home();
    let good = profiles.keep(&desk("a", &["left"]), neutral(0.0), at(MORNING)).unwrap();
    let whole = fs::read_to_string(folder(&home).join(format!("{}.json", good.id))).unwrap();
    let torn = &whole[..whole.len() / 2];
    let no_desk = whole.replace("\"camera\": \"a\"", "\"camera\": 5");
    let no_person = whole.replace("\"point_in_image\"", "\"point\"");
    let damages = [torn, &no_desk, &no_person, "", "[]", "{\"version\": 2}", "{\"version\": -1}", "\u{0}"];
    for (number, damage) in damages.iter().enumerate() {
        fs::write(folder(&home).join(format!("bad{number}.json")), damage).unwrap();
    }
    let (profiles, troubles) = Profiles::open(folder(&home));
    assert_eq!(troubles.len(), damages.len());
    for (number, (damage, trouble)) in damages.iter().zip(&troubles).enumerate() {
        let words = trouble.to_string();
        assert!(
            matches!(trouble, ProfileError::SetAside { .. }) && words.contains("\nhint: it was set aside"),
            "{words}"
        );
        let aside = folder(&home).join(format!("bad{number}.json.damaged"));
        assert_eq!(fs::read_to_string(aside).unwrap(), **damage, "it is not lost");
    }
    assert!(troubles.iter().any(|trouble| trouble.to_string().contains("line ")), "{troubles:?}");
    assert_eq!(fits(profiles.find(&desk("a", &["left"])).unwrap()), good);
    open(&home);
}

#[test]
fn a_newer_profile_and_things_that_are_no_files_are_left_alone() {
    let (home, profiles) = home();
    let good = profiles.keep(&desk("a", &["left"]), neutral(0.0), at(MORNING)).unwrap();
    let newer = folder(&home).join("newer.json");
    fs::write(&newer, "{\"version\": 4, \"more\": true}").unwrap();
    fs::create_dir(folder(&home).join("folder.json")).unwrap();
    fs::write(folder(&home).join(".sitwell-draft.new"), "half").unwrap();
    fs::write(folder(&home).join("notes.txt"), "mine").unwrap();
    let (profiles, troubles) = Profiles::open(folder(&home));
    let words: Vec<String> = troubles.iter().map(ToString::to_string).collect();
    assert_eq!(words.len(), 2, "{words:?}");
    assert!(words[0].contains("folder.json: it is not a file"), "{words:?}");
    assert!(words[1].contains("newer.json: a profile of version 4"), "{words:?}");
    assert!(newer.exists());
    assert_eq!(profiles.list().unwrap(), [good]);
}

#[test]
fn it_is_used_is_noted_once_a_day() {
    let (home, profiles) = home();
    let kept = profiles.keep(&desk("a", &[]), neutral(0.0), at(MORNING)).unwrap();
    let path = folder(&home).join(format!("{}.json", kept.id));
    let before = fs::read(&path).unwrap();
    profiles.touch(&kept.id, at("2026-03-02T23:00:00Z")).unwrap();
    assert_eq!(fs::read(&path).unwrap(), before);
    profiles.touch(&kept.id, at("2026-03-03T09:00:00Z")).unwrap();
    let used = profiles.get(&kept.id).unwrap().profile;
    assert_eq!((used.last_used, used.calibrated), (Some(at("2026-03-03T09:00:00Z")), Some(at(MORNING))));
    // A clock that was wrong for a while does not keep a time in the future for ever.
    profiles.touch(&kept.id, at("2026-01-01T09:00:00Z")).unwrap();
    assert_eq!(profiles.get(&kept.id).unwrap().profile.last_used, Some(at("2026-01-01T09:00:00Z")));
    fs::remove_file(&path).unwrap();
    profiles.touch(&kept.id, at("2026-06-01T09:00:00Z")).unwrap();
    assert!(!path.exists(), "what was reset stays so");
}

#[test]
fn a_reset_profile_is_out_of_use_and_not_lost() {
    let (home, profiles) = home();
    let office = desk("a", &["left"]);
    let kept = profiles.keep(&office, neutral(0.0), at(MORNING)).unwrap();
    let aside = profiles.remove("camera A, 1 Monitor").unwrap();
    assert_eq!(profiles.find(&office).unwrap(), Found::Nothing);
    assert_eq!(Profile::load(&aside).unwrap(), kept.profile);
    open(&home);
    let message = profiles.remove(&kept.id).unwrap_err().to_string();
    assert!(message.contains("no profile \"camera-a-1-monitor\"\nhint: there is none yet"), "{message}");
}

#[test]
fn what_is_exported_can_be_imported_elsewhere_and_twice() {
    let (home, profiles) = home();
    let kept = profiles.keep(&desk("a", &["left"]), neutral(0.0), at(MORNING)).unwrap();
    let file = home.path().join("backup/me.json");
    profiles.export(&kept.id, &file).unwrap();
    profiles.export(&kept.profile.name, &file).expect("over an older copy");
    assert_eq!(Profile::load(&file).unwrap(), kept.profile);

    let (_other_home, elsewhere) = self::home();
    for _ in 0..2 {
        assert_eq!(elsewhere.import(&file).unwrap(), kept);
        assert_eq!(elsewhere.list().unwrap(), std::slice::from_ref(&kept));
    }
    // Back home after another calibration: the copy takes its place, and that one is set aside.
    let newer = profiles.keep(&desk("a", &["left"]), neutral(5.0), at("2026-03-04T08:00:00Z")).unwrap();
    assert_eq!(profiles.import(&file).unwrap(), kept);
    assert_eq!(profiles.list().unwrap(), std::slice::from_ref(&kept));
    let aside = folder(&home).join(format!("{}.json.bak", kept.id));
    assert_eq!(Profile::load(&aside).unwrap(), newer.profile);
}

#[test]
fn a_file_without_a_desk_goes_to_the_next_new_one_also_if_imported_twice() {
    let (home, profiles) = home();
    let file = home.path().join("from a recording.json");
    Profile::new(neutral(3.0)).save(&file).unwrap();
    assert_eq!(profiles.import(&file).unwrap().profile.name, "from a recording");
    profiles.import(&file).unwrap();
    let kept = fits(profiles.find(&desk("a", &["left"])).unwrap());
    assert_eq!(kept.profile.neutral, neutral(3.0));
    profiles.import(&file).unwrap();
    assert_eq!(profiles.list().unwrap(), [kept]);
}

#[test]
fn an_export_replaces_no_other_file_and_an_import_takes_nothing_else() {
    let (home, profiles) = home();
    let kept = profiles.keep(&desk("a", &[]), neutral(0.0), at(MORNING)).unwrap();
    let letter = home.path().join("letter.txt");
    fs::write(&letter, "Dear all").unwrap();
    for error in [
        profiles.export(&kept.id, &letter).unwrap_err(),
        profiles.export(&kept.id, home.path()).unwrap_err(),
        profiles.import(&letter).unwrap_err(),
        profiles.import(home.path()).unwrap_err(),
        profiles.import(&home.path().join("nothing.json")).unwrap_err(),
        profiles.get("other").unwrap_err(),
    ] {
        assert!(error.to_string().contains("\nhint: "), "{error}");
    }
    assert_eq!(fs::read_to_string(&letter).unwrap(), "Dear all");
    assert_eq!(profiles.list().unwrap(), [kept]);
}

#[test]
fn no_name_leads_out_of_the_folder() {
    let (home, profiles) = home();
    let outside = home.path().join("sitwell/outside.json");
    let mut evil = Profile::new(neutral(0.0));
    evil.save(&outside).unwrap();
    profiles.keep(&desk("a", &[]), neutral(1.0), at(MORNING)).unwrap();
    for name in ["../outside", "../../outside", "..", ".", "", "/etc/passwd", "a/../../outside", "\u{0}"] {
        assert!(matches!(profiles.get(name), Err(ProfileError::Unknown { .. })), "{name:?}");
        assert!(
            profiles.remove(name).is_err() && profiles.export(name, &home.path().join("x")).is_err(),
            "{name:?}"
        );
        profiles.touch(name, at(MORNING)).unwrap();
    }
    assert!(outside.exists());
    for (index, name) in
        ["../../outside", "/tmp/x", "..\\..\\x", "\u{1b}[31mred", ".hidden", "con", "名前", "a\u{0}b"]
            .iter()
            .enumerate()
    {
        let file = home.path().join("import.json");
        (*name).clone_into(&mut evil.name);
        evil.neutral = neutral(10.0 + index as f32);
        evil.save(&file).unwrap();
        let kept = profiles.import(&file).unwrap();
        assert!(
            kept.id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && !kept.id.is_empty(),
            "{}",
            kept.id
        );
        assert!(!kept.profile.name.contains(char::is_control), "{:?}", kept.profile.name);
        assert!(folder(&home).join(format!("{}.json", kept.id)).is_file());
    }
    assert_eq!(profiles.list().unwrap().len(), 9);
}

#[cfg(target_os = "linux")]
#[test]
fn where_nothing_can_be_written_the_error_says_where_and_what_to_do() {
    // Nobody can make a folder there, whoever runs the tests.
    let (profiles, troubles) = Profiles::open("/proc/sitwell/profiles");
    assert!(troubles.is_empty() && profiles.list().unwrap().is_empty());
    let message = profiles.keep(&desk("a", &[]), neutral(0.0), at(MORNING)).unwrap_err().to_string();
    assert!(message.contains("/proc/sitwell/profiles") && message.contains("\nhint: "), "{message}");
}

#[cfg(unix)]
#[test]
fn profiles_are_for_the_users_eyes_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (home, profiles) = home();
    let kept = profiles.keep(&desk("a", &[]), neutral(0.0), at(MORNING)).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder(&home)), 0o700);
    assert_eq!(mode(&folder(&home).join(format!("{}.json", kept.id))), 0o600);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_camera_and_monitors_are_called_the_profile_comes_back(
        camera in any::<String>(),
        camera_name in any::<String>(),
        monitors in proptest::collection::vec(any::<String>(), 0..4),
        aside_px in -50.0_f32..50.0,
    ) {
        let (home, profiles) = home();
        let desk = DeskSetup { camera, camera_name, monitors };
        let kept = profiles.keep(&desk, neutral(aside_px), at(MORNING)).unwrap();
        prop_assert_eq!(&kept.profile.neutral, &neutral(aside_px));
        prop_assert_eq!(open(&home).find(&desk).unwrap(), Found::Fits(kept.clone()));
        prop_assert!(kept.profile.name.chars().count() <= 80);
    }

    #[test]
    fn a_torn_file_is_never_taken_for_a_profile(share in 0.0..0.999) {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("me.json");
        Profile::new(neutral(0.0)).save(&path).unwrap();
        let whole = fs::read(&path).unwrap();
        fs::write(&path, &whole[..(whole.len() as f64 * share) as usize]).unwrap();
        let refused = matches!(Profile::load(&path), Err(ProfileError::Malformed { .. }));
        prop_assert!(refused);
    }
}

/// The program; on other systems a variable does not lead it to another home.
#[cfg(target_os = "linux")]
mod command_line {
    use assert_cmd::Command;
    use predicates::prelude::{PredicateBooleanExt, predicate::str::contains};

    use super::*;

    /// `sitwell profiles` in a home of its own.
    fn sitwell(home: &TempDir, arguments: &[&str]) -> assert_cmd::assert::Assert {
        let mut command = Command::cargo_bin("sitwell").unwrap();
        command.env("XDG_DATA_HOME", home.path()).env("TZ", "UTC").arg("profiles").args(arguments).assert()
    }

    #[test]
    fn the_command_line_lists_shows_copies_and_resets() {
        let (home, profiles) = home();
        sitwell(&home, &[]).success().stdout("").stderr(contains("no profile yet\nhint: calibrate"));
        profiles.keep(&desk("usb-1", &["left", "right"]), neutral(0.0), at(MORNING)).unwrap();
        sitwell(&home, &[]).success().stdout(
            "camera-usb-1-2-monitors  Camera usb-1, 2 monitors\n    calibrated 2 Mar 2026, used 2 Mar 2026\n",
        );
        let json = sitwell(&home, &["list", "--json"]).success().get_output().stdout.clone();
        let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
        assert_eq!(json[0]["id"], "camera-usb-1-2-monitors");
        assert_eq!((&json[0]["desk"]["camera"], &json[0]["calibrated"]), (&"usb-1".into(), &MORNING.into()));
        let named = "camera usb-1, 2 monitors";
        sitwell(&home, &["show", named])
            .success()
            .stdout(contains("monitor left").and(contains("neutral of 1 pictures")));
        let file = home.path().join("copy.json");
        let file = file.to_str().unwrap();
        sitwell(&home, &["export", named, file]).success().stderr(contains("copy.json"));
        sitwell(&home, &["reset", named]).success().stderr(contains("camera-usb-1-2-monitors.json.bak"));
        sitwell(&home, &["show", named])
            .code(1)
            .stderr(contains("there is no profile").and(contains("hint:")));
        sitwell(&home, &["import", file]).success().stderr(contains("kept as camera-usb-1-2-monitors"));
        sitwell(&home, &["import", "/no/such/file"])
            .code(1)
            .stderr(contains("/no/such/file").and(contains("hint:")));
        fs::write(folder(&home).join("bad.json"), "{").unwrap();
        sitwell(&home, &["list"]).success().stderr(contains("warning:").and(contains("bad.json.damaged")));
    }
}
