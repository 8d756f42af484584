//! Numbers as the language in force writes them.

use super::Language;

/// With one decimal place where it is not whole: `2.5`, in German `2,5`; a minus sign and not a hyphen.
pub fn number_words(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    let digits = if rounded.fract() == 0.0 {
        format!("{:.0}", rounded.abs())
    } else {
        format!("{:.1}", rounded.abs())
    };
    let digits = if Language::in_force() == Language::German { digits.replace('.', ",") } else { digits };
    if rounded < 0.0 { format!("−{digits}") } else { digits }
}
