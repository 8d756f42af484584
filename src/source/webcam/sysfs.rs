//! The kernel's own list of cameras, and what stays the same of one when it is plugged in again.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::device::FoundCamera;

/// Where the kernel lists its video nodes.
pub(super) const CLASS: &str = "/sys/class/video4linux";

/// The cameras of a listing, by number. Of the two nodes that every webcam has, the second carries no pictures; it is
/// left out.
pub(super) fn list(class: &Path) -> io::Result<Vec<FoundCamera>> {
    let entries = match fs::read_dir(class) {
        Ok(entries) => entries,
        // No such class: no camera was ever plugged in, so no driver is loaded.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut cameras: Vec<_> = entries
        .flatten()
        .filter_map(|entry| {
            let index = entry.file_name().to_str()?.strip_prefix("video")?.parse().ok()?;
            let carries_pictures = attribute(&entry.path(), "index")? == "0";
            carries_pictures.then(|| {
                let name = attribute(&entry.path(), "name").map_or_else(String::new, |name| said_once(&name));
                FoundCamera { index, identity: identity(&entry.path(), &name), name }
            })
        })
        .collect();
    cameras.sort_by_key(|camera| camera.index);
    Ok(cameras)
}

/// Many cameras say their name twice, and the kernel cuts it off: `Integrated Camera: Integrated C`.
fn said_once(name: &str) -> String {
    match name.split_once(": ") {
        Some((first, again)) if first.starts_with(again) => first.to_owned(),
        _ => name.to_owned(),
    }
}

/// Of a USB camera: vendor, product and serial number, or the socket where there is none, and which function of the device
/// it is (the infrared camera beside the ordinary one is another). Of others: the driver and the place on the bus.
fn identity(entry: &Path, name: &str) -> String {
    let Ok(device) = entry.join("device").canonicalize() else { return clean(&format!("virtual:{name}")) };
    let Some(usb) = device.ancestors().find(|folder| folder.join("idVendor").is_file()) else {
        let driver =
            device.join("driver").canonicalize().ok().map_or_else(String::new, |path| last_part(&path));
        return clean(&format!("{driver}:{}", last_part(&device)));
    };
    let of_usb = |name| attribute(usb, name).filter(|value| !value.is_empty());
    let vendor = of_usb("idVendor").unwrap_or_default();
    let product = of_usb("idProduct").unwrap_or_default();
    let which = of_usb("serial").unwrap_or_else(|| socket(usb));
    let function = attribute(&device, "bInterfaceNumber").unwrap_or_default();
    clean(&format!("usb:{vendor}:{product}:{which}:{function}"))
}

/// The way from the USB controller to the socket, such as `0000:00:14.0-1.2`. The number of the bus is not part of it:
/// it depends on the order in which the controllers were found.
fn socket(usb: &Path) -> String {
    let is_bus = |part: &Path| last_part(part).strip_prefix("usb").is_some_and(|n| n.parse::<u32>().is_ok());
    let bus = usb.ancestors().find(|part| is_bus(part));
    let controller = bus.and_then(Path::parent).map_or_else(String::new, last_part);
    let way = attribute(usb, "devpath").unwrap_or_else(|| last_part(usb));
    format!("{controller}-{way}")
}

/// One line of sysfs.
fn attribute(folder: &Path, name: &str) -> Option<String> {
    // A camera's own strings may be in any encoding.
    fs::read(folder.join(name)).ok().map(|bytes| String::from_utf8_lossy(&bytes).trim().to_owned())
}

fn last_part(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Without what would be awkward in a file or a terminal.
fn clean(identity: &str) -> String {
    identity.chars().map(|c| if c.is_whitespace() || c.is_control() { '_' } else { c }).collect()
}

/// The device file of a camera.
pub(super) fn node(index: u32) -> PathBuf {
    PathBuf::from(format!("/dev/video{index}"))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use tempfile::TempDir;

    use super::*;

    /// A listing with one USB camera of two nodes, as the kernel lays it out.
    struct Sysfs(TempDir);

    impl Sysfs {
        fn new() -> Self {
            let sysfs = Self(tempfile::tempdir().unwrap());
            fs::create_dir_all(sysfs.class()).unwrap();
            sysfs
        }

        fn class(&self) -> PathBuf {
            self.0.path().join("class")
        }

        /// Plugs a camera into a socket; its nodes get these numbers.
        fn plug(&self, bus: u32, way: &str, serial: Option<&str>, numbers: [u32; 2]) {
            let usb = self.0.path().join(format!("pci0000:00/0000:00:14.0/usb{bus}/{bus}-{way}"));
            let interface = usb.join(format!("{bus}-{way}:1.0"));
            fs::create_dir_all(&interface).unwrap();
            let files = [("idVendor", "046d"), ("idProduct", "082d"), ("devpath", way)];
            for (name, value) in files.into_iter().chain(serial.map(|serial| ("serial", serial))) {
                fs::write(usb.join(name), format!("{value}\n")).unwrap();
            }
            fs::write(interface.join("bInterfaceNumber"), "00\n").unwrap();
            for (number, index) in numbers.into_iter().zip(0..) {
                let node = interface.join(format!("video4linux/video{number}"));
                fs::create_dir_all(&node).unwrap();
                fs::write(node.join("name"), "HD Pro Webcam C920\n").unwrap();
                fs::write(node.join("index"), format!("{index}\n")).unwrap();
                symlink(&interface, node.join("device")).unwrap();
                symlink(&node, self.class().join(format!("video{number}"))).unwrap();
            }
        }

        fn identity(&self) -> String {
            list(&self.class()).unwrap()[0].identity.clone()
        }
    }

    #[test]
    fn one_camera_of_two_nodes_and_none_without_the_class() {
        let sysfs = Sysfs::new();
        sysfs.plug(1, "1.2", Some("ABC 1"), [2, 3]);
        let [camera] = &list(&sysfs.class()).unwrap()[..] else { panic!("not one") };
        assert_eq!((camera.index, &*camera.name), (2, "HD Pro Webcam C920"));
        assert_eq!(camera.identity, "usb:046d:082d:ABC_1:00");
        assert!(list(&sysfs.class().join("gone")).unwrap().is_empty());
    }

    #[test]
    fn a_name_is_said_once() {
        assert_eq!(said_once("Integrated Camera: Integrated C"), "Integrated Camera");
        assert_eq!(
            said_once("Integrated Camera: Integrated I"),
            "Integrated Camera: Integrated I",
            "infrared"
        );
        assert_eq!(said_once("C920"), "C920");
    }

    #[test]
    fn the_identity_outlives_the_number_and_with_a_serial_the_socket() {
        let identity = |bus, way, serial, numbers| {
            let sysfs = Sysfs::new();
            sysfs.plug(bus, way, serial, numbers);
            sysfs.identity()
        };
        assert_eq!(identity(1, "1.2", Some("A"), [0, 1]), identity(3, "4", Some("A"), [6, 7]));
        assert_ne!(identity(1, "1.2", Some("A"), [0, 1]), identity(1, "1.2", Some("B"), [0, 1]));
        assert_eq!(identity(1, "1.2", None, [0, 1]), "usb:046d:082d:0000:00:14.0-1.2:00");
        assert_eq!(identity(1, "1.2", None, [0, 1]), identity(2, "1.2", None, [4, 5]));
        assert_ne!(identity(1, "1.2", None, [0, 1]), identity(1, "1.3", None, [0, 1]));
    }

    #[test]
    fn what_is_no_usb_camera_has_an_identity_too() {
        let sysfs = Sysfs::new();
        let platform = sysfs.0.path().join("platform/vivid.0");
        let node = platform.join("video4linux/video0");
        fs::create_dir_all(&node).unwrap();
        fs::create_dir_all(sysfs.0.path().join("drivers/vivid")).unwrap();
        fs::write(node.join("index"), "0").unwrap();
        fs::write(node.join("name"), "a b").unwrap();
        symlink(&node, sysfs.class().join("video0")).unwrap();
        assert_eq!(sysfs.identity(), "virtual:a_b");
        symlink(&platform, node.join("device")).unwrap();
        symlink(sysfs.0.path().join("drivers/vivid"), platform.join("driver")).unwrap();
        assert_eq!(sysfs.identity(), "vivid:vivid.0");
    }
}
