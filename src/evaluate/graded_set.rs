//! A graded set: a folder with pictures, and `gt.jsonl`, which tells the truth about every one of them.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Deserializer, Serialize};

use super::EvaluateError;

/// The file with the truth, one JSON object a line.
const TRUTH_FILE: &str = "gt.jsonl";

/// A graded set whose lines have been read; its pictures have not.
#[derive(Debug)]
pub struct GradedSet {
    /// Where it lies.
    pub folder: PathBuf,
    /// The pictures, in the order of the file.
    pub pictures: Vec<GradedPicture>,
    /// Lines that could not be used.
    pub broken_lines: Vec<Exclusion>,
}

/// What a picture is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The person's neutral, to calibrate on. Never judged.
    Calibration,
    /// The person's own optional sample of rounded shoulders. Never judged.
    CalibrationRounded,
    /// The person's own optional sample of a slouch. Never judged.
    CalibrationSlouch,
    /// A posture that is to be found.
    Fault,
    /// An ordinary posture or movement, which is not to be taken for a fault.
    Nonfault,
    /// One picture of a recording: judged in the order of time, with the past in mind.
    Session,
}

/// One picture and the truth about it. Whatever the truth leaves out is missing from the figures alone.
#[derive(Clone, Debug, Deserialize)]
pub struct GradedPicture {
    /// The file, relative to the folder of the set.
    pub image: String,
    /// Who is on it.
    pub person: String,
    /// What the person does, and before which camera (`cam1`, `cam2`; otherwise the main one).
    pub sequence: String,
    /// The cause within the sequence, such as `lean_forward`.
    pub label: Option<String>,
    /// What it is there for.
    pub kind: Kind,
    /// Seconds since the beginning of a session.
    pub t: Option<f64>,
    /// `normal`, `dim`, `side`.
    pub light: Option<String>,
    /// What the arms do, where they move independently of the posture.
    pub arms: Option<String>,
    /// The truth: the change against the person's neutral.
    #[serde(default, deserialize_with = "or_default", rename = "delta")]
    pub change: Change,
    /// From the camera to between the eyes, in metres.
    pub eye_to_camera_m: Option<f64>,
    /// The camera's record; compared as a whole, and not used otherwise.
    #[serde(default)]
    pub camera: serde_json::Value,
    /// The true points in pixels of the picture, x to the right and y down, by name (`tragus_L`).
    #[serde(default, deserialize_with = "or_default", rename = "kp2d")]
    pub points_in_image: BTreeMap<String, [f32; 2]>,
    /// The line in `gt.jsonl`, from 1.
    #[serde(skip)]
    pub line: usize,
}

/// `null` says as much as a field that is not there.
fn or_default<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(value: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(value)?.unwrap_or_default())
}

/// True changes against the person's neutral, in degrees and millimetres.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Change {
    /// Craniovertebral angle in the lean-compensated trunk frame; negative: the head is further forward.
    pub cva_trunk_deg: Option<f64>,
    /// Tragus ahead of C7, in the same frame.
    pub fht_trunk_mm: Option<f64>,
    /// Acromion ahead of the upper thorax's frontal plane; positive: more rounded.
    pub protraction_mm: Option<f64>,
    /// Thoracic kyphosis, of the bones; positive: more slumped.
    pub kyphosis_bone_deg: Option<f64>,
    /// Trunk lean; positive: leaning in.
    pub trunk_lean_dof_deg: Option<f64>,
    /// Positive: the head turned to the person's left.
    pub head_yaw_deg: Option<f64>,
    /// Positive: chin down.
    pub frankfurt_pitch_deg: Option<f64>,
    /// Positive: towards the person's right shoulder.
    pub head_roll_deg: Option<f64>,
    /// Positive: the person's left shoulder is higher.
    pub shoulder_tilt_deg: Option<f64>,
}

/// Something that was left out, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exclusion {
    /// Where: a line of the set's file, or a person's group of pictures.
    pub place: String,
    /// How many pictures (or lines) it costs.
    pub pictures: usize,
    /// Why, and what to do about it.
    pub reason: String,
}

impl GradedSet {
    /// Reads the truth about the set in `folder`. Lines that make no sense are told in `broken_lines`.
    pub fn open(folder: &Path) -> Result<Self, EvaluateError> {
        let path = folder.join(TRUTH_FILE);
        let text = fs::read(&path).map_err(|error| EvaluateError::NoSet {
            file: path.display().to_string(),
            reason: error.to_string(),
        })?;
        let mut set = Self { folder: folder.to_owned(), pictures: Vec::new(), broken_lines: Vec::new() };
        let mut images = BTreeSet::new();
        for (index, line) in text.split(|byte| *byte == b'\n').enumerate() {
            if line.trim_ascii().is_empty() {
                continue;
            }
            match picture(line, index + 1, &mut images) {
                Ok(picture) => set.pictures.push(picture),
                Err(reason) => {
                    set.broken_lines.push(Exclusion { place: line_name(index + 1), pictures: 1, reason });
                }
            }
        }
        if set.pictures.is_empty() {
            let reason = match set.broken_lines.as_slice() {
                [] => "there is no line in it".to_owned(),
                [first, ..] => format!("no line in it makes sense; {}: {}", first.place, first.reason),
            };
            return Err(EvaluateError::NoSet { file: path.display().to_string(), reason });
        }
        Ok(set)
    }
}

/// `gt.jsonl:17`.
pub(super) fn line_name(line: usize) -> String {
    format!("{TRUTH_FILE}:{line}")
}

fn picture(line: &[u8], number: usize, images: &mut BTreeSet<String>) -> Result<GradedPicture, String> {
    let mut picture: GradedPicture = serde_json::from_slice(line).map_err(|error| {
        format!("{error}\nhint: every line is one JSON object with image, person, sequence and kind")
    })?;
    picture.line = number;
    if picture.kind == Kind::Session && !picture.t.is_some_and(f64::is_finite) {
        return Err(
            "a picture of a session has no time\nhint: give its seconds since the beginning as `t`".into()
        );
    }
    if !images.insert(picture.image.clone()) {
        return Err(format!("{} is there twice\nhint: delete one of the two lines", picture.image));
    }
    Ok(picture)
}

impl GradedPicture {
    /// The group that shares a calibration: `main`, `cam1` (of `cam1_nonfault`), `session1`.
    pub fn group(&self) -> &str {
        for prefix in ["cam", "session"] {
            let Some(rest) = self.sequence.strip_prefix(prefix) else { continue };
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let end = if digits == 0 { self.sequence.len() } else { prefix.len() + digits };
            return self.sequence.get(..end).unwrap_or(&self.sequence);
        }
        MAIN_CAMERA
    }

    /// Seconds since the beginning of the session; 0 for a still.
    pub fn secs(&self) -> f64 {
        self.t.unwrap_or(0.0)
    }

    /// Whether the person sits in the neutral, with the arms anywhere.
    pub fn is_neutral(&self) -> bool {
        matches!(self.sequence.as_str(), "neutral2" | "arms_neutral")
    }

    /// Whether the arms move independently of the posture: otherwise they give rounded shoulders away.
    pub fn has_free_arms(&self) -> bool {
        self.sequence.starts_with("arms_")
    }
}

/// The group of all pictures of the camera that everybody has.
pub(super) const MAIN_CAMERA: &str = "main";

#[cfg(test)]
mod tests {
    use super::*;

    fn set(lines: &[&str]) -> Result<GradedSet, EvaluateError> {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(TRUTH_FILE), lines.join("\n")).unwrap();
        GradedSet::open(folder.path())
    }

    const GOOD: &str = r#"{"image": "a.jpg", "person": "p", "sequence": "fhp", "kind": "fault", "delta": {"cva_trunk_deg": -9.5}}"#;

    #[test]
    fn a_broken_line_is_told_with_its_number_and_costs_no_other() {
        let twice = GOOD;
        let timeless =
            r#"{"image": "b.jpg", "person": "p", "sequence": "session1", "kind": "session", "t": null}"#;
        let kindless = r#"{"image": "c.jpg", "person": "p", "sequence": "fhp", "kind": "riddle"}"#;
        let set = set(&["{", GOOD, "", twice, timeless, kindless, "[1]", "\u{0}\u{ffff}"]).unwrap();
        assert_eq!(set.pictures.len(), 1);
        assert_eq!(set.pictures[0].change.cva_trunk_deg, Some(-9.5));
        assert_eq!(set.pictures[0].line, 2);
        let places: Vec<_> = set.broken_lines.iter().map(|e| e.place.as_str()).collect();
        assert_eq!(
            places,
            ["gt.jsonl:1", "gt.jsonl:4", "gt.jsonl:5", "gt.jsonl:6", "gt.jsonl:7", "gt.jsonl:8"]
        );
        for (exclusion, part) in set.broken_lines.iter().zip([
            "EOF",
            "a.jpg is there twice",
            "no time",
            "riddle",
            "invalid",
            "expected",
        ]) {
            assert!(exclusion.reason.contains(part) && exclusion.reason.contains("hint:"), "{exclusion:?}");
        }
    }

    #[test]
    fn a_set_without_a_line_is_an_error_that_says_so() {
        for (lines, part) in [(&[][..], "no line"), (&["x"][..], "gt.jsonl:1")] {
            let error = set(lines).unwrap_err().to_string();
            assert!(error.contains(part) && error.contains("hint:"), "{error}");
        }
        let error = GradedSet::open(Path::new("no/such/set")).unwrap_err().to_string();
        assert!(error.contains("gt.jsonl") && error.contains("hint:"), "{error}");
    }

    #[test]
    fn groups_share_a_camera() {
        let mut picture = set(&[GOOD]).unwrap().pictures.remove(0);
        for (sequence, group) in [
            ("neutral", "main"),
            ("arms_fhp", "main"),
            ("cam1", "cam1"),
            ("cam2_nonfault", "cam2"),
            ("cam12_rounded", "cam12"),
            ("session1", "session1"),
            ("session_cam2", "session_cam2"),
        ] {
            picture.sequence = sequence.into();
            assert_eq!(picture.group(), group);
        }
    }
}
