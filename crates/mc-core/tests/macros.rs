//! Enums and unions made by the macros.

use mc_core::{Decimal, Extra, Generated, Sensitive};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

mc_core::open_enum! {
    /// Where a claim stands.
    #[doc(alias = "state")]
    pub enum Status {
        /// Open.
        #[doc(alias = "opened")]
        Open = "OPEN",
        /// A code.
        Code4807 = "4807",
        /// Yes.
        Yes = "true",
    }
}

mc_core::open_int_enum! {
    /// How urgent it is.
    pub enum Priority {
        /// Not at all.
        Never = -1,
        /// Very.
        High = 1,
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Cat {
    #[serde(rename = "petType", skip_serializing_if = "Option::is_none")]
    pet_type: Option<String>,
    lives: Decimal,
    #[serde(flatten)]
    extra: Extra,
}

impl Generated for Cat {
    fn unknown_fields(&self) -> usize {
        self.extra.len()
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Dog {
    #[serde(rename = "petType")]
    pet_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bark: Option<bool>,
}

impl Generated for Dog {}

mc_core::tagged_union! {
    /// An animal.
    pub enum Pet, tag = "petType" {
        /// A cat.
        Cat("cat", "kitten") => Box<Cat>,
        /// A dog.
        Dog("dog") => Dog,
    }
}

macro_rules! optional_model {
    ($name:ident, $($field:ident),*) => {
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        struct $name {
            $( #[serde(default, skip_serializing_if = "Option::is_none")] $field: Option<String>, )*
            #[serde(flatten)]
            extra: Extra,
        }

        impl Generated for $name {
            fn unknown_fields(&self) -> usize {
                self.extra.len()
            }
        }
    };
}

optional_model!(Left, a, shared);
optional_model!(Right, b, shared);

mc_core::untagged_union! {
    /// One or the other.
    pub enum Either {
        /// Left.
        Left(Left),
        /// Right.
        Right(Box<Right>),
        /// A text.
        Text(String),
        /// Texts.
        Texts(Vec<String>),
        /// Hidden.
        Secret(Sensitive<i64>),
    }
}

mc_core::untagged_union! {
    /// A union in a union.
    pub enum Nested {
        /// A pet.
        Pet(Pet),
        /// Left.
        Left(Left),
    }
}

#[test]
fn known_values_are_variants() {
    let status: Status = serde_json::from_str("\"OPEN\"").unwrap();
    assert_eq!(status, Status::Open);
    assert_eq!(serde_json::to_string(&status).unwrap(), "\"OPEN\"");
    assert_eq!(format!("{status} {status:?} {}", status.as_ref()), "OPEN Open OPEN");
    assert_eq!("4807".parse(), Ok(Status::Code4807));
    assert_eq!(Status::from("OPEN".to_owned()), Status::Open);
    assert_eq!(Status::VALUES, ["OPEN", "4807", "true"]);
}

#[test]
fn unknown_values_stay_and_do_not_show() {
    let status: Status = serde_json::from_str("\"s3cret\"").unwrap();
    assert_eq!(status, Status::from("s3cret"));
    assert_eq!(format!("{status:?}"), "Unknown([REDACTED])");
    assert_eq!(serde_json::to_string(&status).unwrap(), "\"s3cret\"");
}

#[test]
fn enums_read_numbers_and_booleans_by_their_text() {
    let read = |json| serde_json::from_str::<Status>(json).unwrap();
    assert_eq!(read("4807"), Status::Code4807);
    assert_eq!(read("true"), Status::Yes);
    assert_eq!(read("1.50"), Status::from("1.50"));
    assert_eq!(serde_json::from_value::<Status>(json!(4807)).unwrap(), Status::Code4807);
    for json in ["null", "[]", "{}"] {
        assert!(serde_json::from_str::<Status>(json).is_err(), "{json}");
    }
}

#[test]
fn enums_are_keys_of_maps() {
    let map: std::collections::BTreeMap<Status, i32> = serde_json::from_str(r#"{"OPEN":1,"NEW":2}"#).unwrap();
    assert_eq!(map[&Status::Open], 1);
    assert_eq!(serde_json::to_string(&map).unwrap(), r#"{"OPEN":1,"NEW":2}"#);
}

#[test]
fn integer_enums() {
    let read = |json| serde_json::from_str::<Priority>(json);
    assert_eq!(read("1").unwrap(), Priority::High);
    assert_eq!(read("\"-1\"").unwrap(), Priority::Never);
    assert_eq!(read("1.0").unwrap(), Priority::High);
    let unknown = read("7").unwrap();
    assert_eq!((unknown, unknown.as_i64()), (Priority::from(7), 7));
    assert_eq!(
        format!("{unknown:?} {:?} {unknown}", Priority::Never),
        "Unknown([REDACTED]) Never [REDACTED]"
    );
    assert_eq!(serde_json::to_string(&Priority::Never).unwrap(), "-1");
    assert!(read("1.5").is_err() && read("\"x\"").is_err() && read("null").is_err());
    assert_eq!(Priority::VALUES, [-1, 1]);
}

#[test]
fn the_tag_decides() {
    for text in [
        r#"{"petType":"cat","lives":12345678901234567.89,"new":null}"#,
        r#"{"petType":"kitten","lives":9}"#,
        r#"{"petType":"dog","bark":true}"#,
    ] {
        let pet: Pet = serde_json::from_str(text).unwrap();
        assert!(!matches!(pet, Pet::Unknown(_)), "{text}");
        assert_eq!(serde_json::to_string(&pet).unwrap(), text);
    }
}

#[test]
fn the_tag_is_written_once_and_never_missing() {
    let cat = |pet_type: Option<&str>| {
        Pet::Cat(Box::new(Cat {
            pet_type: pet_type.map(str::to_owned),
            lives: 9.into(),
            extra: Extra::new(),
        }))
    };
    let write = |pet| serde_json::to_string(&pet).unwrap();
    assert_eq!(write(cat(None)), r#"{"petType":"cat","lives":9}"#);
    assert_eq!(write(cat(Some("kitten"))), r#"{"petType":"kitten","lives":9}"#);
    // A tag that is there, even as null, is not added a second time.
    assert_eq!(
        write(Pet::Dog(Dog {
            pet_type: None,
            bark: None
        })),
        r#"{"petType":null}"#
    );
}

#[test]
fn other_tags_are_kept_whole() {
    for text in [
        r#"{"petType":"fish","fins":3}"#,
        r#"{"fins":3}"#,
        "[1]",
        "\"x\"",
        "null",
        r#"{"petType":{}}"#,
    ] {
        let pet: Pet = serde_json::from_str(text).unwrap();
        assert!(matches!(pet, Pet::Unknown(_)), "{text}");
        assert_eq!(
            serde_json::to_value(&pet).unwrap(),
            serde_json::from_str::<Value>(text).unwrap()
        );
        assert_eq!(format!("{pet:?}"), "Unknown([REDACTED])");
    }
}

#[test]
fn a_known_tag_with_other_fields_is_an_error_without_data() {
    let error = serde_json::from_str::<Pet>(r#"{"petType":"cat","lives":"s3cret"}"#).unwrap_err();
    assert!(!error.to_string().contains("s3cret"), "{error}");
}

#[test]
fn the_member_that_knows_most_fields_wins() {
    let read = |text| serde_json::from_str::<Either>(text).unwrap();
    assert!(matches!(read(r#"{"a":"1"}"#), Either::Left(_)));
    assert!(matches!(read(r#"{"b":"1"}"#), Either::Right(_)));
    assert!(matches!(read(r#"{"b":"1","shared":"2","new":3}"#), Either::Right(_)));
    // As good as each other: the first.
    assert!(matches!(read(r#"{"shared":"2"}"#), Either::Left(_)));
    assert!(matches!(read("{}"), Either::Left(_)));
    assert_eq!(read("\"x\""), Either::Text("x".to_owned()));
    assert_eq!(read(r#"["x"]"#), Either::Texts(vec!["x".to_owned()]));
    assert_eq!(read("5"), Either::Secret(5.into()));
}

#[test]
fn what_nobody_knows_is_kept_whole() {
    for text in [r#"{"new":[1,null]}"#, "true", "null", "[1]"] {
        let either: Either = serde_json::from_str(text).unwrap();
        assert!(matches!(either, Either::Unknown(_)), "{text}");
        assert_eq!(serde_json::to_string(&either).unwrap(), text);
    }
}

#[test]
fn unions_inside_unions_do_not_swallow_everything() {
    let left: Nested = serde_json::from_str(r#"{"a":"1"}"#).unwrap();
    assert!(matches!(left, Nested::Left(_)));
    let pet: Nested = serde_json::from_str(r#"{"petType":"dog"}"#).unwrap();
    assert!(matches!(pet, Nested::Pet(Pet::Dog(_))));
}

#[test]
fn unions_print_what_models_show_and_no_plain_values() {
    assert_eq!(format!("{:?}", Either::Text("s3cret".to_owned())), "Text([REDACTED])");
    assert_eq!(
        format!("{:?}", Either::Texts(vec!["s3cret".to_owned()])),
        "Texts([REDACTED])"
    );
    assert_eq!(format!("{:?}", Either::Secret(5.into())), "Secret([REDACTED])");
    assert_eq!(
        format!("{:?}", Either::Left(Left::default())),
        "Left(Left { a: None, shared: None, extra: {} })"
    );
}

#[test]
fn unions_work_in_values_and_lists() {
    let list: Vec<Either> = serde_json::from_value(json!([{"b": "1"}, "x"])).unwrap();
    assert!(matches!(list[0], Either::Right(_)) && matches!(list[1], Either::Text(_)));
    assert_eq!(serde_json::to_value(&list).unwrap(), json!([{"b": "1"}, "x"]));
}

proptest! {
    #[test]
    fn any_text_survives_an_enum(text: String) {
        let json = serde_json::to_string(&text).unwrap();
        let status: Status = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(serde_json::to_string(&status).unwrap(), json);
        prop_assert_eq!(status.as_str(), text);
    }

    #[test]
    fn any_integer_survives_an_enum(value: i64) {
        let priority: Priority = serde_json::from_str(&value.to_string()).unwrap();
        prop_assert_eq!(serde_json::to_value(priority).unwrap(), Value::from(value));
    }
}
