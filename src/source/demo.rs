//! The demo session that is part of the program, so that a first look works without a camera.

use std::time::Duration;

use include_dir::{Dir, include_dir};

use super::{FrameSource, Next, error::SourceError, picture, pictures};
use crate::{frame::Frame, time::Mono};

/// One minute of a rendered person; see the NOTICE beside the pictures.
static PICTURES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets/demo");
/// The rate at which it was rendered.
const FPS: f64 = 2.5;

/// The demo session, once through.
pub(super) struct Demo {
    files: Vec<&'static include_dir::File<'static>>,
    next: usize,
}

impl Demo {
    pub(super) fn open() -> Self {
        let mut files: Vec<_> =
            PICTURES.files().filter(|file| file.path().extension().is_some_and(|e| e == "jpg")).collect();
        files.sort_by_key(|file| file.path());
        Self { files, next: 0 }
    }
}

impl FrameSource for Demo {
    fn next(&mut self, _timeout: Duration) -> Result<Next, SourceError> {
        let Some(file) = self.files.get(self.next) else { return Ok(Next::End) };
        let index = self.next as u64;
        self.next += 1;
        let name = file.path().to_string_lossy().into_owned();
        Ok(match picture::decode(file.contents()) {
            Ok(image) => Next::Frame(Frame { at: Mono(index as f64 / FPS), index, name: Some(name), image }),
            Err(flaw) => Next::Damaged { index, reason: format!("{name}: {}", flaw.what) },
        })
    }

    fn len_hint(&self) -> Option<u64> {
        Some(self.files.len() as u64)
    }

    fn skip_to(&mut self, at: Mono) -> Option<Mono> {
        pictures::skip_to(&mut self.next, self.files.len(), FPS, at)
    }

    fn describe(&self) -> String {
        "demo session (a rendered person)".into()
    }
}
