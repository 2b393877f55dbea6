/// Makes an enum of strings that keeps values it does not know.
///
/// Each variant stands for a text. Any other text is kept in a variant `Unknown` and sent as it came, so a
/// value that a newer server sends breaks nothing; a number or boolean is kept by its text. Where one of
/// the known texts would itself be called `Unknown`, give its variant another name. Turning text into the
/// enum finds the variant; nothing else makes an `Unknown`. `Debug` and `Display` hide what it holds, so the
/// text for the wire is `as_str`.
///
/// ```
/// mc_core::open_enum! {
///     /// Where a claim stands.
///     pub enum ClaimStatus {
///         /// Somebody has to act.
///         Open = "OPEN",
///         /// Nothing is left to do.
///         Closed = "CLOSED",
///     }
/// }
///
/// assert_eq!(ClaimStatus::from("OPEN"), ClaimStatus::Open);
/// let newer: ClaimStatus = serde_json::from_str("\"PAUSED\"")?;
/// assert_eq!(newer.as_str(), "PAUSED");
/// assert_eq!(format!("{newer:?}"), "Unknown([REDACTED])");
/// assert_eq!(serde_json::to_string(&newer)?, "\"PAUSED\"");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! open_enum {
    (
        $(#[$meta:meta])*
        $visibility:vis enum $name:ident {
            $( $(#[$variant_meta:meta])* $variant:ident = $text:literal ),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        $visibility enum $name {
            $( $(#[$variant_meta])* $variant, )*
            /// A value that this version does not know, as it was sent.
            Unknown($crate::UnknownValue<::std::string::String>),
        }

        impl $name {
            /// The texts that this version knows.
            pub const VALUES: &'static [&'static str] = &[$($text),*];

            /// The text on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $( Self::$variant => $text, )*
                    Self::Unknown(text) => text.get(),
                }
            }

            /// Whether this version knows the value.
            pub const fn is_known(&self) -> bool {
                !::core::matches!(self, Self::Unknown(_))
            }

            fn known(text: &str) -> ::core::option::Option<Self> {
                match text {
                    $( $text => ::core::option::Option::Some(Self::$variant), )*
                    _ => ::core::option::Option::None,
                }
            }
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(match self {
                    $( Self::$variant => ::core::stringify!($variant), )*
                    Self::Unknown(_) => "Unknown([REDACTED])",
                })
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    Self::Unknown(text) => ::core::fmt::Display::fmt(text, f),
                    known => f.write_str(known.as_str()),
                }
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::known(text)
                    .unwrap_or_else(|| Self::Unknown($crate::__private::unknown(::std::borrow::ToOwned::to_owned(text))))
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                Self::known(&text).unwrap_or_else(|| Self::Unknown($crate::__private::unknown(text)))
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(Self::from(text))
            }
        }

        impl $crate::Generated for $name {}

        impl $crate::__private::Described for $name {
            fn schema() -> &'static $crate::__private::Schema {
                static SCHEMA: $crate::__private::Schema = $crate::__private::Schema::Texts($name::VALUES);
                &SCHEMA
            }
        }

        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::enum_text(deserializer).map(Self::from)
            }
        }
    };
}

/// Makes an enum of integers that keeps values it does not know.
///
/// Reads an integer or a string that holds one, and sends an integer. Otherwise it is as
/// [`open_enum!`](crate::open_enum).
///
/// ```
/// mc_core::open_int_enum! {
///     /// How urgent it is.
///     pub enum Priority {
///         /// Today.
///         High = 1,
///         /// Some day.
///         Low = 2,
///     }
/// }
///
/// let low: Priority = serde_json::from_str("\"2\"")?;
/// assert_eq!(low, Priority::Low);
/// assert_eq!(serde_json::to_string(&Priority::from(7))?, "7");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! open_int_enum {
    (
        $(#[$meta:meta])*
        $visibility:vis enum $name:ident {
            $( $(#[$variant_meta:meta])* $variant:ident = $value:literal ),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        $visibility enum $name {
            $( $(#[$variant_meta])* $variant, )*
            /// A value that this version does not know.
            Unknown($crate::UnknownValue<i64>),
        }

        impl $name {
            /// The numbers that this version knows.
            pub const VALUES: &'static [i64] = &[$($value),*];

            /// Whether this version knows the value.
            pub const fn is_known(self) -> bool {
                !::core::matches!(self, Self::Unknown(_))
            }

            /// The number on the wire.
            pub const fn as_i64(self) -> i64 {
                match self {
                    $( Self::$variant => $value, )*
                    Self::Unknown(value) => *value.get(),
                }
            }
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(match self {
                    $( Self::$variant => ::core::stringify!($variant), )*
                    Self::Unknown(_) => "Unknown([REDACTED])",
                })
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    Self::Unknown(value) => ::core::fmt::Display::fmt(value, f),
                    known => ::core::fmt::Display::fmt(&known.as_i64(), f),
                }
            }
        }

        impl ::core::convert::From<i64> for $name {
            fn from(value: i64) -> Self {
                match value {
                    $( $value => Self::$variant, )*
                    _ => Self::Unknown($crate::__private::unknown(value)),
                }
            }
        }

        impl $crate::Generated for $name {}

        impl $crate::__private::Described for $name {
            fn schema() -> &'static $crate::__private::Schema {
                static SCHEMA: $crate::__private::Schema = $crate::__private::Schema::Integers($name::VALUES);
                &SCHEMA
            }
        }

        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.as_i64())
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::enum_integer(deserializer).map(Self::from)
            }
        }
    };
}

/// Makes a union of several types.
///
/// A value belongs to the member whose schema it fits best: its form on the wire has to be the same, required fields
/// have to be there, and known values of enums and known names of fields are better than unknown ones. What fits no
/// member, and what fits several equally well, is kept whole in `Unknown`.
///
/// Where members have tags, the text of the field named by `tag` decides among objects, and is checked all the same. A
/// member is written once, with the tag that it has, or with its first one if it has none.
///
/// ```
/// use mc_core::__private::{Property, Schema};
/// # use serde::{Deserialize, Serialize};
/// #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
/// pub struct Cat {
///     #[serde(rename = "petType")]
///     pet_type: String,
///     lives: u8,
/// }
/// # impl mc_core::Generated for Cat {}
///
/// const CAT: Schema = Schema::Struct(
///     &[
///         Property { names: &["petType"], required: true, schema: Schema::Text },
///         Property { names: &["lives"], required: true, schema: Schema::Integer(0, 255) },
///     ],
///     None,
/// );
///
/// mc_core::union! {
///     /// An animal, or what it is called.
///     pub enum Pet, tag = "petType" {
///         /// A cat of any size.
///         Cat(Box<Cat>) => CAT, ["cat", "kitten"];
///         /// A name.
///         Name(String) => Schema::Text, [];
///     }
/// }
///
/// let text = r#"{"petType":"kitten","lives":9}"#;
/// let pet: Pet = serde_json::from_str(text)?;
/// assert!(matches!(&pet, Pet::Cat(cat) if cat.lives == 9));
/// assert_eq!(serde_json::to_string(&pet)?, text);
///
/// let name: Pet = serde_json::from_str("\"Tom\"")?;
/// assert_eq!(format!("{name:?}"), "Name([REDACTED])");
///
/// let dog: Pet = serde_json::from_str(r#"{"petType":"dog"}"#)?;
/// assert!(matches!(dog, Pet::Unknown(_)));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! union {
    (
        $(#[$meta:meta])*
        $visibility:vis enum $name:ident $(, tag = $tag:literal)? {
            $( $(#[$variant_meta:meta])* $variant:ident($type:ty) => $schema:expr, [$($text:literal),*]; )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        $visibility enum $name {
            $( $(#[$variant_meta])* $variant($type), )*
            /// What fits no member, or several equally well, as it was sent.
            Unknown($crate::RawJson),
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #[allow(unused_imports)]
                use $crate::__private::{ProbeAny as _, ProbeGenerated as _};

                match self {
                    $( Self::$variant(value) => {
                        (&$crate::__private::Probe(value)).show(f, ::core::stringify!($variant))
                    } )*
                    Self::Unknown(_) => f.write_str("Unknown([REDACTED])"),
                }
            }
        }

        impl $crate::Generated for $name {
            fn unknown_fields(&self) -> usize {
                #[allow(unused_imports)]
                use $crate::__private::{ProbeAny as _, ProbeGenerated as _};

                match self {
                    $( Self::$variant(value) => (&$crate::__private::Probe(value)).unknown_fields(), )*
                    Self::Unknown(_) => 1,
                }
            }
        }

        impl $crate::__private::Described for $name {
            fn schema() -> &'static $crate::__private::Schema {
                static SCHEMA: $crate::__private::Schema = $crate::__private::Schema::Union(
                    $crate::__private::only([$($tag)?]),
                    &[ $( $crate::__private::Member { tags: &[$($text),*], schema: $schema }, )* ],
                );
                &SCHEMA
            }
        }

        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                const TAG: ::core::option::Option<&str> = $crate::__private::only([$($tag)?]);
                match self {
                    $( Self::$variant(value) => $crate::__private::serialize_member(
                        value,
                        TAG,
                        &[$($text),*],
                        serializer,
                    ), )*
                    Self::Unknown(value) => value.serialize(serializer),
                }
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                let schema = <Self as $crate::__private::Described>::schema();
                let mut input = $crate::__private::Input::new(deserializer, schema)?;
                $(
                    if let ::core::option::Option::Some(value) = input.member() {
                        return ::core::result::Result::Ok(Self::$variant(value));
                    }
                )*
                ::core::result::Result::Ok(Self::Unknown(input.unknown()))
            }
        }
    };
}

/// What the macros call: one copy for all enums and unions.
#[doc(hidden)]
pub(crate) mod support {
    use std::borrow::Cow;
    use std::fmt;

    use serde::de::{self, Deserializer, IgnoredAny, MapAccess, Visitor};
    use serde::ser::{self, Serialize, Serializer};
    use serde_json::value::RawValue;

    use crate::text;

    /// The text of an open enum.
    ///
    /// # Errors
    ///
    /// If the value is no string, number or boolean.
    pub fn enum_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
        text::scalar(deserializer).map(|(text, _)| text)
    }

    /// The number of an open enum of integers.
    ///
    /// # Errors
    ///
    /// If the value is no whole number that 64 bits hold.
    pub fn enum_integer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
        let (text, _) = text::scalar(deserializer)?;
        let text = text.trim_ascii();
        let whole = crate::whole::digits(text);
        whole
            .as_deref()
            .unwrap_or(text)
            .parse()
            .map_err(|_| de::Error::custom("expected an integer"))
    }

    /// The tag of a union, which is written once or not at all.
    pub const fn only<const N: usize>(tag: [&'static str; N]) -> Option<&'static str> {
        if let [tag, ..] = tag.as_slice() {
            Some(*tag)
        } else {
            None
        }
    }

    /// Writes a member of a union, with its first tag added if it should have one and does not.
    ///
    /// # Errors
    ///
    /// If the member could not be written.
    pub fn serialize_member<T: Serialize, S: Serializer>(
        value: &T,
        name: Option<&str>,
        tags: &[&str],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match (name, tags.first()) {
            (Some(name), Some(tag)) => tagged(serde_json::to_vec(value), name, tag)
                .ok_or_else(|| ser::Error::custom("a member of a union could not be written"))?
                .serialize(serializer),
            _ => value.serialize(serializer),
        }
    }

    /// Whether an object has a field.
    fn has(json: &[u8], name: &str) -> bool {
        let mut deserializer = serde_json::Deserializer::from_slice(json);
        deserializer.deserialize_map(NameVisitor(name)).unwrap_or(false)
    }

    struct NameVisitor<'a>(&'a str);

    impl<'de> Visitor<'de> for NameVisitor<'_> {
        type Value = bool;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut found = false;
            while let Some(name) = map.next_key::<Cow<'_, str>>()? {
                map.next_value::<IgnoredAny>()?;
                found |= name == self.0;
            }
            Ok(found)
        }
    }

    fn tagged(json: serde_json::Result<Vec<u8>>, name: &str, tag: &str) -> Option<Box<RawValue>> {
        let json = String::from_utf8(json.ok()?).ok()?;
        let json = match json.strip_prefix('{') {
            Some(fields) if !has(json.as_bytes(), name) => {
                let name = serde_json::to_string(name).ok()?;
                let tag = serde_json::to_string(tag).ok()?;
                let comma = if fields == "}" { "" } else { "," };
                ["{", &name, ":", &tag, comma, fields].concat()
            }
            _ => json,
        };
        RawValue::from_string(json).ok()
    }
}
