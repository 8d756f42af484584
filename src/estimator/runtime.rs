//! The choice of the engine that runs the networks: ONNX Runtime where its library is found, else pure Rust.
//!
//! Both sit behind the same `ort` interface, so that everything after [`engine`] is one code path.

use std::{
    fs::File,
    io::Read,
    panic,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use ort::environment::Environment;

/// The environment variable that names the ONNX Runtime library to use, and no other.
pub const LIBRARY_VARIABLE: &str = "SITWELL_ONNXRUNTIME";

/// The environment variable that, set to `tract`, leaves ONNX Runtime alone and runs everything in pure Rust.
pub const ENGINE_VARIABLE: &str = "SITWELL_ENGINE";

/// Which engine runs the networks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EngineKind {
    /// The ONNX Runtime library, loaded at start.
    OnnxRuntime,
    /// tract, compiled in; about four times slower, and always there.
    PureRust,
}

/// The engine of this process.
#[derive(Clone, Debug)]
pub struct EngineInfo {
    /// Which one it is.
    pub kind: EngineKind,
    /// The library it was loaded from; `None` for pure Rust.
    pub library: Option<PathBuf>,
    /// Its version, such as `1.31.1`; for pure Rust, tract's.
    pub version: String,
    /// One sentence for the user when a library was found but could not be used.
    pub warning: Option<String>,
}

impl EngineInfo {
    /// For people: `ONNX Runtime 1.31.1` or `tract 0.23 (pure Rust)`.
    pub fn name(&self) -> String {
        match self.kind {
            EngineKind::OnnxRuntime => format!("ONNX Runtime {}", self.version),
            EngineKind::PureRust => format!("tract {} (pure Rust)", self.version),
        }
    }
}

/// The process-wide engine with the environment that every session needs; the error says why there is none.
pub(super) struct Engine {
    pub(super) info: EngineInfo,
    pub(super) environment: Result<Environment, String>,
}

/// The engine of this process, chosen at the first call and the same ever after.
///
/// Libraries are looked for in this order: the file named by [`LIBRARY_VARIABLE`] (then no other); the folder
/// of the executable; `runtime/` in that folder and in those above it; the system's library folders. Not in the
/// working directory: code must not be loaded from wherever the user happens to look at pictures. A library that
/// cannot be used is reported in [`EngineInfo::warning`], never by a panic.
pub fn engine() -> &'static EngineInfo {
    &process_engine().info
}

pub(super) fn process_engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(choose)
}

fn choose() -> Engine {
    if std::env::var(ENGINE_VARIABLE).is_ok_and(|value| value == "tract") {
        return pure_rust(None);
    }
    let mut failures = Vec::new();
    for library in candidates() {
        match load(&library) {
            Ok(environment) => {
                let warning = (!failures.is_empty()).then(|| warning_of(&failures, "another one is used"));
                let info = EngineInfo {
                    kind: EngineKind::OnnxRuntime,
                    version: version_of(&library),
                    library: Some(library),
                    warning,
                };
                return Engine { info, environment: Ok(environment) };
            }
            Err(failure) => failures.push(failure),
        }
    }
    pure_rust((!failures.is_empty()).then(|| warning_of(&failures, "the slower pure-Rust engine is used")))
}

fn warning_of(failures: &[String], instead: &str) -> String {
    format!("ONNX Runtime cannot be used, {instead}: {}", failures.join("; "))
}

fn pure_rust(warning: Option<String>) -> Engine {
    let is_set = ort::set_api(ort_tract::api());
    let environment = if is_set {
        ort::init().with_telemetry(false).build().map_err(|error| error.to_string())
    } else {
        // Only a library that loads, passes every check and then fails to start leaves its interface behind.
        Err("the ONNX Runtime library was loaded but does not start".to_owned())
    };
    let version = TRACT_VERSION.to_owned();
    Engine { info: EngineInfo { kind: EngineKind::PureRust, library: None, version, warning }, environment }
}

/// Of the tract that Cargo.lock holds; `ort-tract` does not tell it at run time.
const TRACT_VERSION: &str = "0.23";

/// Loads a library and starts its environment; the error names the file and says what is wrong with it.
fn load(library: &Path) -> Result<Environment, String> {
    let at = |reason: String| format!("{}: {reason}", library.display());
    check_is_whole(library).map_err(at)?;
    // `ort` asserts where a library exports the right name but hands out nothing behind it. That panic is
    // caught, and not printed: the warning already tells the user.
    let previous_hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let started = panic::catch_unwind(|| {
        let builder = ort::init_from(library).map_err(|error| error.to_string())?;
        // No network at run time: the library's own telemetry is on by default on Windows.
        builder.with_telemetry(false).build().map_err(|error| error.to_string())
    });
    panic::set_hook(previous_hook);
    started
        .unwrap_or_else(|_| Err(format!("no ONNX Runtime interface of version {}", ort::MINOR_VERSION)))
        .map_err(at)
}

/// Refuses what the system's loader would crash on: it maps a truncated library without a check, and the first
/// touch of a missing page kills the process. Only Linux's (ELF) needs it; elsewhere the loader checks.
fn check_is_whole(library: &Path) -> Result<(), String> {
    let metadata = library.metadata().map_err(|error| error.to_string())?;
    if !metadata.is_file() {
        return Err("not a file".to_owned());
    }
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let mut header = [0_u8; 64];
    let mut file = File::open(library).map_err(|error| error.to_string())?;
    file.read_exact(&mut header).map_err(|error| format!("too short to be a shared library: {error}"))?;
    if !header.starts_with(b"\x7fELF") {
        return Err("not a shared library".to_owned());
    }
    // ELF64: e_shoff at 40, e_shentsize at 58, e_shnum at 60. Linkers write the section table last, so a file
    // that holds all of it is whole.
    let number = |at: usize, len: usize| {
        header.iter().skip(at).take(len).rev().fold(0_u64, |number, &byte| number << 8 | u64::from(byte))
    };
    let end = number(40, 8).saturating_add(number(58, 2) * number(60, 2));
    if metadata.len() < end {
        return Err(format!("truncated: {} of {end} bytes", metadata.len()));
    }
    Ok(())
}

/// The libraries to try, in order; every one exists, except perhaps the one the user named.
fn candidates() -> Vec<PathBuf> {
    if let Some(named) = std::env::var_os(LIBRARY_VARIABLE).filter(|value| !value.is_empty()) {
        return vec![named.into()];
    }
    let mut folders = Vec::new();
    // An executable reached through a link is beside its library at the link's target.
    if let Ok(executable) = std::env::current_exe().and_then(|path| path.canonicalize()) {
        folders.extend(executable.parent().map(Path::to_path_buf));
        folders.extend(executable.ancestors().skip(1).map(|folder| folder.join("runtime")));
    }
    folders.extend(SYSTEM_FOLDERS.iter().map(PathBuf::from));
    folders.iter().filter_map(|folder| library_in(folder)).collect()
}

/// Where package managers put shared libraries. None on Windows: the one in its system folder is Windows' own
/// and older than what is needed.
const SYSTEM_FOLDERS: &[&str] = if cfg!(target_os = "macos") {
    &["/opt/homebrew/lib", "/usr/local/lib"]
} else if cfg!(target_os = "windows") {
    &[]
} else {
    &["/usr/local/lib", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib"]
};

/// The ONNX Runtime library of a folder, under its plain or a versioned name; of several, the plain one.
fn library_in(folder: &Path) -> Option<PathBuf> {
    let is_library = |name: &str| {
        if cfg!(target_os = "macos") {
            let version = name.strip_prefix("libonnxruntime").and_then(|rest| rest.strip_suffix(".dylib"));
            version.is_some_and(|version| version.is_empty() || version.starts_with(".1."))
        } else if cfg!(target_os = "windows") {
            name == "onnxruntime.dll"
        } else {
            name == "libonnxruntime.so" || name.starts_with("libonnxruntime.so.")
        }
    };
    folder
        .read_dir()
        .ok()?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.file_name().and_then(|name| name.to_str()).is_some_and(is_library))
        .min()
}

/// The version of a loaded library. The interface tells it only while the library is refused, so it is read off
/// the library's symbols (`VERS_1.31.1` on Linux) or its file name (`libonnxruntime.1.31.1.dylib`).
fn version_of(library: &Path) -> String {
    const SYMBOLS_BYTES: u64 = 1 << 20;
    let mut start = Vec::new();
    let read = File::open(library).and_then(|file| file.take(SYMBOLS_BYTES).read_to_end(&mut start));
    let symbols = if read.is_ok() { String::from_utf8_lossy(&start) } else { "".into() };
    let name = library.file_name().unwrap_or_default().to_string_lossy();
    [(&symbols, "VERS_"), (&name, "libonnxruntime.")]
        .into_iter()
        .filter_map(|(text, before)| text.split_once(before).map(|(_, after)| after))
        .map(|after| after.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect::<String>())
        .map(|version| version.trim_end_matches('.').to_owned())
        .find(|version| !version.is_empty())
        .unwrap_or_else(|| format!("1.{} or newer", ort::MINOR_VERSION))
}
