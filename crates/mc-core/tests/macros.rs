//! Enums made by the macros.

use proptest::prelude::*;
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
