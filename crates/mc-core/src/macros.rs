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

/// Makes a union whose members a field tells apart.
///
/// The field named by `tag` decides which member is read; a member is written once, with the tag that it
/// has, or with its first one if it has none. An object with an unknown tag or none is kept whole in
/// `Unknown`, and so is anything that is no object.
///
/// ```
/// # use serde::{Deserialize, Serialize};
/// #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
/// pub struct Cat {
///     #[serde(rename = "petType")]
///     pet_type: String,
///     lives: u8,
/// }
/// # impl mc_core::Generated for Cat {}
///
/// mc_core::tagged_union! {
///     /// An animal.
///     pub enum Pet, tag = "petType" {
///         /// A cat of any size.
///         Cat("cat", "kitten") => Box<Cat>,
///     }
/// }
///
/// let text = r#"{"petType":"kitten","lives":9}"#;
/// let pet: Pet = serde_json::from_str(text)?;
/// assert!(matches!(&pet, Pet::Cat(cat) if cat.lives == 9));
/// assert_eq!(serde_json::to_string(&pet)?, text);
///
/// let dog: Pet = serde_json::from_str(r#"{"petType":"dog"}"#)?;
/// assert!(matches!(dog, Pet::Unknown(_)));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! tagged_union {
    (
        $(#[$meta:meta])*
        $visibility:vis enum $name:ident, tag = $tag:literal {
            $( $(#[$variant_meta:meta])* $variant:ident ( $first:literal $(, $other:literal)* $(,)? ) => $type:ty ),*
            $(,)?
        }
    ) => {
        $crate::__union_type! {
            $(#[$meta])*
            $visibility enum $name { $( $(#[$variant_meta])* $variant($type), )* }
        }

        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                let (text, tag) = match self {
                    $( Self::$variant(value) => ($crate::__private::serde_json::to_vec(value), $first), )*
                    Self::Unknown(value) => return value.serialize(serializer),
                };
                $crate::__private::serialize_tagged(text, $tag, tag, serializer)
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                let input = $crate::__private::Buffered::new(deserializer)?;
                let value = match input.tag($tag).as_deref() {
                    $( ::core::option::Option::Some($first $(| $other)*) => {
                        input.decode().map(Self::$variant)
                    } )*
                    _ => input.decode().map(Self::Unknown),
                };
                value.ok_or_else($crate::__private::mismatch)
            }
        }
    };
}

/// Makes a union whose members only their fields tell apart.
///
/// Of the members that can be read, the one that leaves the fewest fields unknown is taken, the first of
/// several that do equally well. What fits none, and an object of which the best member knows not one field,
/// is kept whole in `Unknown`. Members count their unknown fields through [`Generated`](crate::Generated).
///
/// ```
/// mc_core::untagged_union! {
///     /// An amount or a remark.
///     pub enum Entry {
///         /// An amount.
///         Amount(mc_core::Decimal),
///         /// A remark.
///         Remark(String),
///     }
/// }
///
/// let entry: Entry = serde_json::from_str("\"paid\"")?;
/// assert_eq!(entry, Entry::Remark("paid".to_owned()));
/// assert_eq!(format!("{entry:?}"), "Remark([REDACTED])");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! untagged_union {
    (
        $(#[$meta:meta])*
        $visibility:vis enum $name:ident {
            $( $(#[$variant_meta:meta])* $variant:ident ( $type:ty ) ),* $(,)?
        }
    ) => {
        $crate::__union_type! {
            $(#[$meta])*
            $visibility enum $name { $( $(#[$variant_meta])* $variant($type), )* }
        }

        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $( Self::$variant(value) => value.serialize(serializer), )*
                    Self::Unknown(value) => value.serialize(serializer),
                }
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                #[allow(unused_imports)]
                use $crate::__private::{ProbeAny as _, ProbeGenerated as _};

                let mut input = $crate::__private::Buffered::new(deserializer)?;
                let mut best = ::core::option::Option::None;
                $(
                    if let ::core::option::Option::Some(value) = input.decode::<$type>() {
                        let unknown = (&$crate::__private::Probe(&value)).unknown_fields();
                        if input.is_better(unknown) {
                            best = ::core::option::Option::Some(Self::$variant(value));
                        }
                    }
                )*
                match best {
                    ::core::option::Option::Some(best) => ::core::result::Result::Ok(best),
                    ::core::option::Option::None => {
                        input.decode().map(Self::Unknown).ok_or_else($crate::__private::mismatch)
                    }
                }
            }
        }
    };
}

/// The enum of a union, and what both kinds have in common.
#[doc(hidden)]
#[macro_export]
macro_rules! __union_type {
    (
        $(#[$meta:meta])*
        $visibility:vis enum $name:ident { $( $(#[$variant_meta:meta])* $variant:ident($type:ty), )* }
    ) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        $visibility enum $name {
            $( $(#[$variant_meta])* $variant($type), )*
            /// What no member fits, as it was sent.
            Unknown($crate::__private::serde_json::Value),
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
                    Self::Unknown(_) => usize::MAX,
                }
            }
        }
    };
}

/// What the macros call: one copy for all enums and unions.
#[doc(hidden)]
pub(crate) mod support {
    use std::borrow::Cow;
    use std::fmt;

    use serde::de::{self, Deserialize, DeserializeOwned, Deserializer, IgnoredAny, MapAccess, Visitor};
    use serde::ser::{self, Serialize, Serializer};
    use serde_json::value::RawValue;

    use crate::text::{self, Shape};

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
        let whole = text
            .split_once('.')
            .filter(|(_, zeros)| zeros.bytes().all(|b| b == b'0'));
        whole
            .map_or(text, |(whole, _)| whole)
            .parse()
            .map_err(|_| de::Error::custom("expected an integer"))
    }

    /// That no member of a union can be read from a value.
    pub fn mismatch<E: de::Error>() -> E {
        E::custom("the value does not fit the union")
    }

    /// A value that several types are tried on.
    #[derive(Debug)]
    pub struct Buffered<'de> {
        json: Cow<'de, str>,
        fields: Option<usize>,
        fewest_unknown: Option<usize>,
    }

    impl<'de> Buffered<'de> {
        /// Keeps the next value as text.
        ///
        /// # Errors
        ///
        /// If the text is not well-formed.
        pub fn new<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let json = text::json_text(deserializer)?;
            Ok(Self {
                json,
                fields: None,
                fewest_unknown: None,
            })
        }

        /// Reads the value as this type.
        pub fn decode<T: DeserializeOwned>(&self) -> Option<T> {
            serde_json::from_slice(self.json.as_bytes()).ok()
        }

        /// Whether a member that left so many fields unknown is better than those before it.
        pub fn is_better(&mut self, unknown: usize) -> bool {
            let json = &self.json;
            let fields = *self.fields.get_or_insert_with(|| match Shape::of(json) {
                Shape::Object => serde_json::from_str::<Fields>(json).map_or(0, |fields| fields.0),
                _ => 0,
            });
            let knows_nothing = unknown == usize::MAX || (fields > 0 && unknown >= fields);
            let better = !knows_nothing && self.fewest_unknown.is_none_or(|fewest| unknown < fewest);
            if better {
                self.fewest_unknown = Some(unknown);
            }
            better
        }

        /// The text of the field that tells members apart.
        pub fn tag(&self, name: &str) -> Option<String> {
            match tag_of(self.json.as_bytes(), name) {
                Tag::Text(text) => Some(text),
                Tag::Absent | Tag::Other => None,
            }
        }
    }

    /// The field that tells members apart.
    enum Tag {
        Absent,
        /// It is there and has no text.
        Other,
        Text(String),
    }

    fn tag_of(json: &[u8], name: &str) -> Tag {
        let mut deserializer = serde_json::Deserializer::from_slice(json);
        deserializer.deserialize_map(TagVisitor(name)).unwrap_or(Tag::Absent)
    }

    struct TagVisitor<'a>(&'a str);

    impl<'de> Visitor<'de> for TagVisitor<'_> {
        type Value = Tag;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut tag = Tag::Absent;
            while let Some(name) = map.next_key::<Cow<'_, str>>()? {
                if name == self.0 {
                    let value: &RawValue = map.next_value()?;
                    tag = text::scalar_text(value.get()).map_or(Tag::Other, |(text, _)| Tag::Text(text));
                } else {
                    map.next_value::<IgnoredAny>()?;
                }
            }
            Ok(tag)
        }
    }

    /// How many fields an object has.
    struct Fields(usize);

    impl<'de> Deserialize<'de> for Fields {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_map(FieldsVisitor).map(Self)
        }
    }

    struct FieldsVisitor;

    impl<'de> Visitor<'de> for FieldsVisitor {
        type Value = usize;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<usize, A::Error> {
            let mut count = 0;
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {
                count += 1;
            }
            Ok(count)
        }
    }

    /// Writes a member of a tagged union, with the tag added if the member does not have it.
    ///
    /// # Errors
    ///
    /// If the member could not be written.
    pub fn serialize_tagged<S: Serializer>(
        json: serde_json::Result<Vec<u8>>,
        name: &str,
        tag: &str,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        tagged(json, name, tag)
            .ok_or_else(|| ser::Error::custom("a member of a union could not be written"))?
            .serialize(serializer)
    }

    fn tagged(json: serde_json::Result<Vec<u8>>, name: &str, tag: &str) -> Option<Box<RawValue>> {
        let json = String::from_utf8(json.ok()?).ok()?;
        let json = match json.strip_prefix('{') {
            Some(fields) if matches!(tag_of(json.as_bytes(), name), Tag::Absent) => {
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
