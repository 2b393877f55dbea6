//! Identifiers, each thing's of a type of its own.

/// Defines the type of an identifier: a text that stands for one kind of thing, so that two kinds cannot be swapped.
///
/// It is made from any text, keeps it, prints as `[REDACTED]` and is a string on the wire.
///
/// ```
/// mc_core::id! {
///     /// The id of a claim.
///     pub struct ClaimId;
/// }
///
/// let id = ClaimId::from("200002020654");
/// assert_eq!(id.as_str(), "200002020654");
/// assert_eq!(serde_json::to_string(&id)?, "\"200002020654\"");
/// assert_eq!(format!("{id:?}"), "[REDACTED]");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! id {
    ($(#[$meta:meta])* $vis:vis struct $name:ident;) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, Hash)]
        $vis struct $name(String);

        impl $name {
            /// The text as it was received or is sent.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::__private::redacted(f)
            }
        }

        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::__private::scalar(deserializer).map(Self)
            }
        }

        impl $crate::__private::Zeroize for $name {
            fn zeroize(&mut self) {
                $crate::__private::Zeroize::zeroize(&mut self.0);
            }
        }

        impl $crate::SecretEq for $name {
            fn secret_eq(&self, other: &Self) -> bool {
                $crate::SecretEq::secret_eq(&self.0, &other.0)
            }
        }
    };
}
