//! Which monitors stand on the desk, so that the profile of a docked laptop is not taken for that of the same laptop on
//! its own.
//!
//! Linux tells it under `/sys/class/drm` from what the driver knows already: reading costs microseconds and wakes no
//! monitor. So it is read when it matters (the camera is opened, the session is unlocked, the computer woke up) and
//! nobody waits for changes. Elsewhere, and where the driver tells nothing there, no monitor is known.

use std::{fs, path::Path};

/// The monitors that are connected, whether they are on or not: one identity each, sorted.
///
/// An identity is manufacturer, product and serial number, for example `DEL-A0C4-4C305631`, and the same at every plug.
/// A monitor that does not tell them is named by its plug, for example `eDP-1`.
pub fn connected() -> Vec<String> {
    connected_at(Path::new("/sys/class/drm"))
}

/// The same, from a folder that looks like `/sys/class/drm`: a folder `card0-eDP-1` for each plug, with the files
/// `status` and `edid`.
pub fn connected_at(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut monitors: Vec<String> = entries.flatten().filter_map(|entry| monitor_at(&entry.path())).collect();
    monitors.sort();
    monitors
}

/// The monitor at a plug, if it is one and a monitor is connected.
fn monitor_at(folder: &Path) -> Option<String> {
    // `card0-DP-2`; the number of the card changes from start to start.
    let (card, plug) = folder.file_name()?.to_str()?.split_once('-')?;
    let is_connected =
        card.starts_with("card") && fs::read(folder.join("status")).ok()?.starts_with(b"connected");
    let identity = || identity(&fs::read(folder.join("edid")).ok()?);
    is_connected.then(|| identity().unwrap_or_else(|| plug.to_owned()))
}

/// What an EDID says of who it is; `None` if it is damaged.
///
/// Source: VESA Enhanced EDID Standard, Release A, Revision 2: sections 3.3 (header), 3.4 (vendor and product), 3.10
/// (descriptors).
fn identity(edid: &[u8]) -> Option<String> {
    let block: &[u8; 128] = edid.first_chunk()?;
    let has_header = block.starts_with(&[0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0]);
    let sum = block.iter().fold(0_u8, |sum, byte| sum.wrapping_add(*byte));
    if !has_header || sum != 0 {
        return None;
    }
    let [m1, m2, p1, p2, s1, s2, s3, s4] = *block.get(8..)?.first_chunk()?;
    let letters = u16::from_be_bytes([m1, m2]);
    let mut identity = String::new();
    for shift in [10, 5, 0] {
        let letter = u32::from(letters >> shift & 0x1F);
        identity.push(
            char::from_digit(letter + 9, 36).filter(|_| (1..=26).contains(&letter))?.to_ascii_uppercase(),
        );
    }
    identity +=
        &format!("-{:04X}-{:08X}", u16::from_le_bytes([p1, p2]), u32::from_le_bytes([s1, s2, s3, s4]));
    for descriptor in block.get(54..126)?.chunks_exact(18) {
        // The serial number on the case, where the number above is often zero or one.
        if let [0, 0, 0, 0xFF, 0, text @ ..] = descriptor {
            let text = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
            identity.push('-');
            identity.extend(
                text.iter().filter(|byte| byte.is_ascii_alphanumeric()).map(|byte| char::from(*byte)),
            );
        }
    }
    Some(identity)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A monitor of Dell with the serial number `AB12` on its case.
    fn edid() -> Vec<u8> {
        let mut edid = vec![0_u8; 256];
        edid[..8].copy_from_slice(&[0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0]);
        edid[8..16].copy_from_slice(&[0x10, 0xAC, 0xC4, 0xA0, 0x31, 0x56, 0x30, 0x4C]);
        edid[72..90].copy_from_slice(b"\0\0\0\xFF\0AB 12\n       ");
        edid[127] = edid[..127].iter().fold(0_u8, |sum, byte| sum.wrapping_sub(*byte));
        edid
    }

    fn plug(folder: &Path, name: &str, status: &str, edid: &[u8]) {
        let plug = folder.join(name);
        fs::create_dir_all(&plug).unwrap();
        fs::write(plug.join("status"), status).unwrap();
        fs::write(plug.join("edid"), edid).unwrap();
    }

    #[test]
    fn monitors_are_known_by_who_they_are_and_not_by_their_plug() {
        let docked = tempfile::tempdir().unwrap();
        plug(docked.path(), "card1-eDP-1", "connected\n", b"");
        plug(docked.path(), "card1-DP-1", "connected\n", &edid());
        plug(docked.path(), "card1-DP-2", "disconnected\n", &edid());
        fs::create_dir(docked.path().join("card1")).unwrap();
        fs::create_dir(docked.path().join("renderD128")).unwrap();
        fs::write(docked.path().join("version"), "drm 1.1.0").unwrap();
        assert_eq!(connected_at(docked.path()), ["DEL-A0C4-4C305631-AB12", "eDP-1"]);

        let other_plug = tempfile::tempdir().unwrap();
        plug(other_plug.path(), "card0-HDMI-A-1", "connected\n", &edid());
        plug(other_plug.path(), "card0-eDP-1", "connected\n", b"");
        assert_eq!(connected_at(other_plug.path()), connected_at(docked.path()));
    }

    #[test]
    fn two_of_the_same_kind_are_two() {
        let folder = tempfile::tempdir().unwrap();
        plug(folder.path(), "card0-DP-1", "connected\n", &edid());
        plug(folder.path(), "card0-DP-2", "connected\n", &edid());
        assert_eq!(connected_at(folder.path()).len(), 2);
    }

    #[test]
    fn no_such_folder_is_no_monitor() {
        let folder = tempfile::tempdir().unwrap();
        assert!(connected_at(&folder.path().join("nowhere")).is_empty());
    }

    proptest! {
        #[test]
        fn a_damaged_edid_is_none_at_all(at in 0_usize..128, wrong in 1_u8..) {
            let mut edid = edid();
            edid[at] = edid[at].wrapping_add(wrong);
            prop_assert_eq!(identity(&edid), None);
            prop_assert_eq!(identity(&edid[..at]), None);
        }

        #[test]
        fn any_bytes_with_a_right_sum_are_told_in_letters_digits_and_dashes(mut edid in prop::collection::vec(any::<u8>(), 128)) {
            edid[..8].copy_from_slice(&[0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0]);
            edid[127] = edid[..127].iter().fold(0_u8, |sum, byte| sum.wrapping_sub(*byte));
            let identity = identity(&edid).unwrap_or_default();
            prop_assert!(identity.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'), "{}", identity);
        }
    }
}
