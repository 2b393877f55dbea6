//! Flags that are texts.

use super::{ParseError, strict_from_str, text_type};

macro_rules! flag {
    ($(#[$doc:meta])* $name:ident, $yes:literal, $no:literal, $what:literal) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $name(String);

        text_type!($name);
        strict_from_str!($name, $what, |text| matches!(text, $yes | $no));

        impl $name {
            /// Whether the flag is set; the case of letters does not matter.
            ///
            /// # Errors
            ///
            /// If the text is another one.
            pub fn value(&self) -> Result<bool, ParseError> {
                let text = self.0.trim_ascii();
                if text.eq_ignore_ascii_case($yes) {
                    Ok(true)
                } else if text.eq_ignore_ascii_case($no) {
                    Ok(false)
                } else {
                    Err(ParseError::new($what))
                }
            }
        }

        impl From<bool> for $name {
            fn from(value: bool) -> Self {
                Self(if value { $yes } else { $no }.to_owned())
            }
        }
    };
}

flag! {
    /// A flag that is the text `true` or `false`.
    TrueFalse, "true", "false", "`true` or `false`"
}

flag! {
    /// A flag that is the text `Y` or `N`.
    YesNo, "Y", "N", "`Y` or `N`"
}

flag! {
    /// A flag that is the text `1` or `0`.
    OneZero, "1", "0", "`1` or `0`"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_have_a_text_for_each_value() {
        assert_eq!(TrueFalse::from(true).as_str(), "true");
        assert_eq!(YesNo::from(false).as_str(), "N");
        assert_eq!(OneZero::from(true).as_str(), "1");
        assert_eq!(TrueFalse::from_wire("False").value(), Ok(false));
        assert_eq!(YesNo::from_wire("y ").value(), Ok(true));
        assert_eq!(OneZero::from_wire("0").value(), Ok(false));
        for text in ["", "X", "2", "yes"] {
            assert!(TrueFalse::from_wire(text).value().is_err());
            assert!(YesNo::from_wire(text).value().is_err());
            assert!(OneZero::from_wire(text).value().is_err());
        }
        assert!("True".parse::<TrueFalse>().is_err());
        assert!("y".parse::<YesNo>().is_err());
        assert!("true".parse::<OneZero>().is_err());
    }
}
