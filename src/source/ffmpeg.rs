//! What `ffprobe` and `ffmpeg` have in common: what they may open, how long they are waited for, how they end.

use std::{
    ffi::OsString,
    io::ErrorKind,
    path::Path,
    process::{Child, ChildStderr, ChildStdout, Command, ExitStatus, Stdio},
    sync::mpsc::{RecvTimeoutError, sync_channel},
    thread,
    time::Duration,
};

use super::error::SourceError;

/// What to do about a video that cannot be decoded.
pub(super) const DAMAGED: &str =
    "play it with another program; if that works, convert it: `ffmpeg -i VIDEO new.mp4`";

/// The file itself, and the pipe to Sitwell. No network, ever.
const PROTOCOLS: &str = "file,pipe";

/// What cameras, phones, screen recorders and `ffmpeg` itself write, all of which hold their pictures in the one file.
/// Playlists (HLS, DASH, concat) would open other files and addresses, and wait for them for ever; a name with a number
/// would stand for a row of pictures; and a text would be "played" as the screen of a terminal.
const FORMATS: &str =
    "mov,matroska,avi,mpeg,mpegts,mpegvideo,m4v,flv,ogg,asf,wtv,mxf,nut,dv,ivf,mjpeg,h264,hevc,av1,obu";

/// A running `ffprobe` or `ffmpeg`. It is killed and waited for when this is dropped.
pub(super) struct Process {
    program: String,
    child: Child,
}

impl Process {
    /// Starts `program` with options for the input, the input, and options for the output.
    pub(super) fn start(
        program: &str,
        options: &[&str],
        path: &Path,
        output_options: &[&str],
    ) -> Result<Self, SourceError> {
        let mut command = Command::new(program);
        command
            .arg("-hide_banner")
            .args(["-protocol_whitelist", PROTOCOLS, "-format_whitelist", FORMATS])
            .args(options)
            .arg("-i")
            .arg(file_url(path))
            .args(output_options);
        Self::spawn(command)
    }

    fn spawn(mut command: Command) -> Result<Self, SourceError> {
        let program = command.get_program().to_string_lossy().into_owned();
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = command.spawn().map_err(|error| cannot_run(&program, &error))?;
        Ok(Self { program, child })
    }

    /// Its standard error, the first time.
    pub(super) fn stderr(&mut self) -> Option<ChildStderr> {
        self.child.stderr.take()
    }

    /// What `read` makes of its standard output, or why there is nothing. A read that never ends is left to a thread
    /// of its own, which the death of the process ends.
    pub(super) fn read_within<T: Send + 'static>(
        &mut self,
        limit: Duration,
        read: impl FnOnce(ChildStdout) -> T + Send + 'static,
    ) -> Result<T, String> {
        let program = &self.program;
        let stdout = self.child.stdout.take().ok_or_else(|| format!("{program} has no output"))?;
        let (send, result) = sync_channel(1);
        thread::Builder::new()
            .name(program.clone())
            .spawn(move || send.send(read(stdout)))
            .map_err(|error| format!("no thread to read with: {error}"))?;
        result.recv_timeout(limit).map_err(|error| match error {
            RecvTimeoutError::Timeout => {
                format!("{program} has given nothing for {} seconds", limit.as_secs_f64())
            }
            RecvTimeoutError::Disconnected => format!("{program} has no output"),
        })
    }

    /// Waits for its end.
    pub(super) fn wait(&mut self) -> Result<ExitStatus, SourceError> {
        self.child.wait().map_err(|error| cannot_run(&self.program, &error))
    }

    /// Ends it and takes its status, so that no zombie stays. Both fail only if it has ended already.
    pub(super) fn stop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.stop();
    }
}

/// The name as a URL of the `file` protocol, which takes everything behind the colon as it stands: a leading dash
/// is no option, `http://` no address and `%03d` no pattern.
fn file_url(path: &Path) -> OsString {
    let mut url = OsString::from("file:");
    url.push(path);
    url
}

fn cannot_run(program: &str, error: &std::io::Error) -> SourceError {
    if error.kind() == ErrorKind::NotFound {
        return SourceError::MissingTool {
            what: format!("a video needs the program `{program}`, which is not installed"),
            hint: "install it: `sudo apt install ffmpeg` (Debian, Ubuntu), `brew install ffmpeg` (macOS), \
                   `winget install ffmpeg` (Windows); pictures need no ffmpeg"
                .into(),
        };
    }
    SourceError::unreadable(format!("`{program}` cannot be run: {error}"), "check its installation")
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::{io::Read, path::PathBuf};

    use super::*;

    #[test]
    fn a_process_that_says_nothing_is_not_waited_for_and_does_not_stay() {
        let mut command = Command::new("sleep");
        command.arg("1000");
        let mut sleep = Process::spawn(command).unwrap();
        let its_entry = PathBuf::from(format!("/proc/{}", sleep.child.id()));
        let read =
            sleep.read_within(Duration::from_millis(50), |mut stdout| stdout.read(&mut [0; 1]).is_ok());
        assert!(read.unwrap_err().contains("0.05 seconds"));
        assert!(its_entry.exists());
        drop(sleep);
        assert!(!its_entry.exists(), "neither the process nor a zombie");
    }
}
