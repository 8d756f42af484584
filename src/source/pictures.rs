//! A picture, or a folder of them, as a source.

use std::{
    cmp::Ordering,
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use super::{
    FrameSource, Next,
    error::{SourceError, shown},
    picture,
};
use crate::{frame::Frame, time::Mono};

/// Pictures, one after the other.
pub(super) struct Pictures {
    paths: Vec<PathBuf>,
    next: usize,
    fps: f64,
    /// A damaged picture among others is skipped; a damaged one that is all there is, is an error.
    single: bool,
    what: String,
}

impl Pictures {
    /// One picture file.
    pub(super) fn single(path: &Path) -> Self {
        Self {
            paths: vec![path.into()],
            next: 0,
            fps: 1.0,
            single: true,
            what: format!("picture {}", shown(path)),
        }
    }

    /// The pictures of a folder (not of the folders in it) in natural name order, `fps` of them a second.
    pub(super) fn folder(path: &Path, fps: f64) -> Result<Self, SourceError> {
        let name = shown(path);
        let paths = in_folder(path).map_err(|error| {
            SourceError::unreadable(format!("{name}: {error}"), "check that you may read the folder")
        })?;
        if paths.is_empty() {
            return Err(SourceError::unreadable(
                format!("{name}: there are no pictures in this folder"),
                "pictures are files named .jpg, .jpeg, .png, .webp, .bmp or .gif",
            ));
        }
        let what = format!("{} pictures of {name}, {fps} a second", paths.len());
        Ok(Self { paths, next: 0, fps, single: false, what })
    }
}

impl FrameSource for Pictures {
    fn next(&mut self, _timeout: Duration) -> Result<Next, SourceError> {
        let Some(path) = self.paths.get(self.next) else { return Ok(Next::End) };
        let index = self.next as u64;
        self.next += 1;
        match picture::read(path) {
            Ok(image) => Ok(Next::Frame(Frame {
                at: Mono(index as f64 / self.fps),
                index,
                name: Some(file_name(path)),
                image,
            })),
            Err(flaw) if self.single => {
                Err(SourceError::unreadable(format!("{}: {}", shown(path), flaw.what), flaw.hint))
            }
            Err(flaw) => Ok(Next::Damaged { index, reason: format!("{}: {}", shown(path), flaw.what) }),
        }
    }

    fn len_hint(&self) -> Option<u64> {
        Some(self.paths.len() as u64)
    }

    fn skip_to(&mut self, at: Mono) -> Option<Mono> {
        skip_to(&mut self.next, self.paths.len(), self.fps, at)
    }

    fn describe(&self) -> String {
        self.what.clone()
    }
}

/// Moves `next` on to the last picture that is due at `at`, if any is; gives the time of the one it then stands at.
pub(super) fn skip_to(next: &mut usize, len: usize, fps: f64, at: Mono) -> Option<Mono> {
    let last = len.checked_sub(1).filter(|last| *next <= *last)?;
    // The conversion saturates: before the start it is the first, and long after the end the last.
    let mut due = ((at.secs() * fps) as usize).min(last);
    // A product may round to the next whole number.
    if due as f64 / fps > at.secs() {
        due = due.saturating_sub(1);
    }
    *next = due.max(*next);
    Some(Mono(*next as f64 / fps))
}

/// The picture files of a folder (not of the folders in it) in natural name order.
pub(super) fn in_folder(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if looks_like_picture(&path) && path.is_file() {
            paths.push(path);
        }
    }
    paths.sort_by(|a, b| natural_order(&file_name(a), &file_name(b)));
    Ok(paths)
}

pub(super) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn looks_like_picture(path: &Path) -> bool {
    let hidden = file_name(path).starts_with('.');
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    !hidden && ["jpg", "jpeg", "png", "webp", "bmp", "gif"].contains(&extension.as_str())
}

/// `shot9` before `shot10`: runs of digits compare as numbers. A total order, so equal names only compare equal.
pub(super) fn natural_order(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    while let (Some(l), Some(r)) = (left.chars().next(), right.chars().next()) {
        let order = if l.is_ascii_digit() && r.is_ascii_digit() {
            let (number_l, rest_l) = split_number(left);
            let (number_r, rest_r) = split_number(right);
            (left, right) = (rest_l, rest_r);
            number_l.len().cmp(&number_r.len()).then_with(|| number_l.cmp(number_r))
        } else {
            (left, right) = (left.get(l.len_utf8()..).unwrap_or(""), right.get(r.len_utf8()..).unwrap_or(""));
            l.to_lowercase().cmp(r.to_lowercase())
        };
        if order.is_ne() {
            return order;
        }
    }
    left.len().cmp(&right.len()).then_with(|| a.cmp(b))
}

/// The run of digits at the start, without its leading zeros, and what follows.
fn split_number(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    (digits.trim_start_matches('0'), rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_as_people_count() {
        let mut names = ["b1", "a10", "a9", "A2", "a09", "a", "a9b", "10", "9", "ä1"];
        names.sort_by(|a, b| natural_order(a, b));
        assert_eq!(names, ["9", "10", "a", "A2", "a09", "a9", "a9b", "a10", "b1", "ä1"]);
    }

    proptest::proptest! {
        #[test]
        fn skipping_leads_to_the_newest_that_is_due(next in 0_usize..60, fps in 0.1_f64..200.0, at in -1.0_f64..20.0) {
            let (len, mut now_next) = (50, next);
            let due_at = skip_to(&mut now_next, len, fps, Mono(at));
            if next >= len {
                assert_eq!((due_at, now_next), (None, next), "at the end nothing comes");
                return Ok(());
            }
            assert!(now_next >= next && now_next < len);
            assert_eq!(due_at, Some(Mono(now_next as f64 / fps)));
            assert!(now_next == next || due_at.unwrap().secs() <= at, "none is left out for one that is not due");
            let one_more_is_due = now_next + 1 < len && (now_next + 1) as f64 / fps <= at - 1e-9;
            assert!(!one_more_is_due);
        }

        #[test]
        fn natural_order_is_a_total_order(a in "[a-cA0-2é]{0,6}", b in "[a-cA0-2é]{0,6}", c in "[a-cA0-2é]{0,6}") {
            assert_eq!(natural_order(&a, &b), natural_order(&b, &a).reverse());
            assert_eq!(natural_order(&a, &b).is_eq(), a == b);
            if natural_order(&a, &b).is_le() && natural_order(&b, &c).is_le() {
                assert!(natural_order(&a, &c).is_le());
            }
        }
    }
}
