//! Whether the desktop asks programs to move little.

#[cfg(target_os = "linux")]
use std::time::Duration;

#[cfg(target_os = "linux")]
use zbus::{
    blocking::connection::Builder,
    zvariant::{OwnedValue, Value},
};

/// The window opens meanwhile; a desktop that does not answer for so long has no such wish.
#[cfg(target_os = "linux")]
const PATIENCE: Duration = Duration::from_millis(500);

/// Asks the desktop; one that does not tell moves as usual.
#[cfg(target_os = "linux")]
pub fn is_reduced() -> bool {
    let asked = || -> zbus::Result<bool> {
        let connection = Builder::session()?.method_timeout(PATIENCE).build()?;
        let read = |namespace: &str, key: &str| -> zbus::Result<OwnedValue> {
            let reply = connection.call_method(
                Some("org.freedesktop.portal.Desktop"),
                "/org/freedesktop/portal/desktop",
                Some("org.freedesktop.portal.Settings"),
                "ReadOne",
                &(namespace, key),
            )?;
            reply.body().deserialize()
        };
        // The common setting is young; GNOME's own is what most desktops have.
        match read("org.freedesktop.appearance", "reduced-motion") {
            Ok(wish) => Ok(wishes_less(&wish)),
            Err(_unknown) => {
                read("org.gnome.desktop.interface", "enable-animations").map(|wish| wishes_less(&wish))
            }
        }
    };
    asked().unwrap_or(false)
}

/// Other desktops are not asked yet.
#[cfg(not(target_os = "linux"))]
pub fn is_reduced() -> bool {
    false
}

/// `reduced-motion` is 1 where less is wished, `enable-animations` is false.
#[cfg(target_os = "linux")]
fn wishes_less(wish: &Value<'_>) -> bool {
    match wish {
        Value::U32(reduced) => *reduced == 1,
        Value::Bool(enabled) => !enabled,
        Value::Value(inner) => wishes_less(inner),
        _ => false,
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use zbus::zvariant::Value;

    use super::wishes_less;

    #[test]
    fn both_ways_of_telling_are_understood() {
        assert!(wishes_less(&Value::U32(1)) && !wishes_less(&Value::U32(0)));
        assert!(wishes_less(&Value::Bool(false)) && !wishes_less(&Value::Bool(true)));
        assert!(wishes_less(&Value::Value(Box::new(Value::Bool(false)))));
        assert!(!wishes_less(&Value::from("no-preference")));
    }
}
