//! Reading an object together with the fields that its type does not know.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::{BorrowedStrDeserializer, StringDeserializer};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, Visitor};

use crate::text::Text;
use crate::{Extra, RawJson};

/// Makes a struct that keeps the fields which it does not know.
///
/// The struct gets a field `extra` of type [`Extra`], which holds whatever arrives under other names, with every digit of
/// its numbers, and is sent back as it came. `#[serde(flatten)]` alone would read those values through 64-bit numbers. The
/// crate that uses the macro needs `serde` with its derive macros, which the attributes of the fields are for.
///
/// ```
/// mc_core::model! {
///     /// A dispute.
///     #[derive(Debug)]
///     pub struct Claim, rename_all = "camelCase" {
///         /// Its id.
///         pub claim_id: String,
///     }
/// }
///
/// let text = r#"{"claimId":"1","score":12345678901234567.890,"none":null}"#;
/// let claim: Claim = serde_json::from_str(text)?;
/// assert_eq!(claim.extra.get("score").map(|score| score.as_str()), Some("12345678901234567.890"));
/// assert_eq!(
///     serde_json::to_string(&claim)?,
///     r#"{"claimId":"1","none":null,"score":12345678901234567.890}"#,
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! model {
    (
        $(#[$meta:meta])*
        $visibility:vis struct $name:ident $(, rename_all = $case:literal)? {
            $( $(#[$field_meta:meta])* pub $field:ident: $type:ty, )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, $crate::__private::serde::Serialize)]
        $(#[serde(rename_all = $case)])?
        #[non_exhaustive]
        $visibility struct $name {
            $( $(#[$field_meta])* pub $field: $type, )*
            /// What arrived under names that this version does not know; sent back as it came.
            #[serde(flatten)]
            pub extra: $crate::Extra,
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                type __Whole = $name;

                #[derive($crate::__private::serde::Deserialize)]
                #[serde(remote = "__Whole" $(, rename_all = $case)?)]
                struct __Model {
                    $( $(#[$field_meta])* $field: $type, )*
                    #[serde(skip)]
                    extra: $crate::Extra,
                }

                let mut extra = $crate::Extra::new();
                let mut model = __Model::deserialize($crate::__private::WithExtra::new(deserializer, &mut extra))?;
                model.extra = extra;
                ::core::result::Result::Ok(model)
            }
        }

        impl $crate::Generated for $name {
            fn unknown_fields(&self) -> usize {
                self.extra.len()
            }
        }
    };
}

/// Lets a derived `Deserialize` read an object, and keeps the values that it ignores.
#[derive(Debug)]
pub struct WithExtra<'a, D> {
    inner: D,
    extra: &'a mut Extra,
}

impl<'a, D> WithExtra<'a, D> {
    /// Puts into `extra` what is ignored.
    pub fn new(inner: D, extra: &'a mut Extra) -> Self {
        Self { inner, extra }
    }
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for WithExtra<'_, D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        let extra = self.extra;
        self.inner.deserialize_map(Object { visitor, extra })
    }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct Object<'a, V> {
    visitor: V,
    extra: &'a mut Extra,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Object<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        self.visitor.visit_map(Fields {
            map,
            name: Cow::Borrowed(""),
            extra: self.extra,
        })
    }
}

/// The fields of an object, and the name of the one that was read last.
struct Fields<'a, 'de, A> {
    map: A,
    name: Cow<'de, str>,
    extra: &'a mut Extra,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Fields<'_, 'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Self::Error> {
        let Some(Text(name)) = self.map.next_key()? else {
            return Ok(None);
        };
        let key = match &name {
            Cow::Borrowed(name) => seed.deserialize(BorrowedStrDeserializer::new(name)),
            Cow::Owned(name) => seed.deserialize(StringDeserializer::new(name.clone())),
        };
        self.name = name;
        key.map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Self::Error> {
        self.map.next_value_seed(Kept {
            wrapped: seed,
            name: &mut self.name,
            extra: self.extra,
        })
    }

    fn size_hint(&self) -> Option<usize> {
        self.map.size_hint()
    }
}

/// A seed, or the deserializer that it reads: one that keeps what is ignored.
struct Kept<'a, 'de, T> {
    wrapped: T,
    name: &'a mut Cow<'de, str>,
    extra: &'a mut Extra,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Kept<'_, 'de, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        self.wrapped.deserialize(Kept {
            wrapped: deserializer,
            name: self.name,
            extra: self.extra,
        })
    }
}

macro_rules! handed_on {
    ($($method:ident)*) => { $(
        #[inline]
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
            self.wrapped.$method(visitor)
        }
    )* };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Kept<'_, 'de, D> {
    type Error = D::Error;

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        let value = RawJson::deserialize(self.wrapped)?;
        self.extra.insert(std::mem::take(self.name), value);
        visitor.visit_unit()
    }

    handed_on! {
        deserialize_any deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32 deserialize_f64
        deserialize_char deserialize_str deserialize_string deserialize_bytes deserialize_byte_buf deserialize_option
        deserialize_unit deserialize_seq deserialize_map deserialize_identifier
    }

    #[inline]
    fn deserialize_unit_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Self::Error> {
        self.wrapped.deserialize_unit_struct(name, visitor)
    }

    #[inline]
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        self.wrapped.deserialize_newtype_struct(name, visitor)
    }

    #[inline]
    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Self::Error> {
        self.wrapped.deserialize_tuple(len, visitor)
    }

    #[inline]
    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        self.wrapped.deserialize_tuple_struct(name, len, visitor)
    }

    #[inline]
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        self.wrapped.deserialize_struct(name, fields, visitor)
    }

    #[inline]
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        self.wrapped.deserialize_enum(name, variants, visitor)
    }

    fn is_human_readable(&self) -> bool {
        self.wrapped.is_human_readable()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    crate::model! {
        /// A model of every kind of field that generated ones have.
        #[derive(Debug, Default)]
        struct Outer {
            #[serde(rename = "claimId", alias = "id", skip_serializing_if = "Option::is_none")]
            pub claim_id: Option<String>,
            #[serde(default, with = "serde_with::As::<crate::Lenient>", skip_serializing_if = "Option::is_none")]
            pub lenient: Option<i64>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub inner: Option<Inner>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub list: Option<Vec<Inner>>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub any: Option<RawJson>,
        }
    }

    crate::model! {
        #[derive(Debug)]
        struct Inner {
            pub required: i32,
        }
    }

    /// Numbers that 64 bits do not hold, or write differently.
    const NUMBERS: [&str; 9] = [
        "12345678901234567890123",
        "-12345678901234567890123",
        "12345678901234567.89",
        "1.10",
        "1e400",
        "-1E-400",
        "0.0",
        "-0",
        "1E+2",
    ];

    #[test]
    fn numbers_that_no_field_is_for_keep_their_digits() {
        for number in NUMBERS {
            for text in [
                format!(r#"{{"x":{number}}}"#),
                format!(r#"{{"claimId":"1","x":[{number},{{"y":{number}}}]}}"#),
                format!(r#"{{"inner":{{"required":1,"x":{number}}}}}"#),
                format!(r#"{{"list":[{{"required":1,"x":{number}}}],"z":{{"y":{number}}}}}"#),
                format!(r#"{{"any":{{"x":{number}}}}}"#),
            ] {
                let outer: Outer = serde_json::from_str(&text).unwrap();
                assert_eq!(serde_json::to_string(&outer).unwrap(), text);
                let outer: Outer = serde_json::from_slice(text.as_bytes()).unwrap();
                assert_eq!(serde_json::to_string(&outer).unwrap(), text);
                let outer: Outer = serde_json::from_reader(text.as_bytes()).unwrap();
                assert_eq!(serde_json::to_string(&outer).unwrap(), text);
            }
        }
    }

    #[test]
    fn known_fields_are_no_extra_ones() {
        let outer: Outer = serde_json::from_str(r#"{"id":"1","lenient":"5","new":1.10,"\u006eew2":null}"#).unwrap();
        assert_eq!((outer.claim_id.as_deref(), outer.lenient), (Some("1"), Some(5)));
        assert_eq!(outer.extra.keys().collect::<Vec<_>>(), ["new", "new2"]);
        assert_eq!(outer.extra.get("new2").map(RawJson::as_str), Some("null"));
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        for json in [
            "[]",
            r#"["1"]"#,
            "null",
            r#""claimId""#,
            r#"{"claimId":1}"#,
            r#"{"claimId":"1","id":"2"}"#,
            r#"{"inner":{}}"#,
            r#"{"inner":[1]}"#,
            r#"{"x":01}"#,
            r#"{"x":1"#,
        ] {
            assert!(serde_json::from_str::<Outer>(json).is_err(), "{json}");
        }
        let error = serde_json::from_str::<Outer>(r#"{"inner":{"x":1}}"#).unwrap_err();
        assert_eq!(error.to_string(), "missing field `required` at line 1 column 16");
    }

    #[test]
    fn a_value_that_was_parsed_before_is_read_too() {
        let value = serde_json::json!({"claimId": "1", "x": [1.5], "inner": {"required": 1, "y": null}});
        let outer: Outer = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(outer.extra.len(), 1);
        assert_eq!(serde_json::to_value(outer).unwrap(), value);
    }

    proptest! {
        #[test]
        fn any_object_survives(text in "[a-z]{1,4}", number in "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,4})?") {
            let json = format!(r#"{{"{text}0":{{"{text}":[{number},"{text}"]}}}}"#);
            let outer: Outer = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(serde_json::to_string(&outer).unwrap(), json);
            let name = format!("{text}0");
            prop_assert!(outer.extra.get(&name).is_some());
            let printed = format!("{outer:?}");
            prop_assert!(number.len() < 6 || !printed.contains(&number));
        }

        #[test]
        fn any_value_is_read_as_serde_json_does(fields in prop::collection::btree_map("[a-c]{1,2}", any::<f64>(), 0..4)) {
            let value = serde_json::json!(fields);
            let outer: Outer = serde_json::from_str(&value.to_string()).unwrap();
            prop_assert_eq!(serde_json::to_value(&outer).unwrap(), Value::clone(&value));
        }
    }
}
