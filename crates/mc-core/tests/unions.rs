//! Unions made by the macro.

use mc_core::__private::{Described, Format, Property, Schema};
use mc_core::values::Decimal;
use mc_core::{Extra, Generated, Lenient, Sensitive};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

mc_core::open_enum! {
    /// A decision.
    pub enum Approval {
        /// Approved.
        Approved = "approved",
    }
}

mc_core::open_enum! {
    /// A reason.
    pub enum Reason {
        /// A.
        A = "a",
        /// B.
        B = "b",
    }
}

const fn required(names: &'static [&'static str], schema: Schema) -> Property {
    Property {
        names,
        required: true,
        schema,
    }
}

const fn optional(names: &'static [&'static str], schema: Schema) -> Property {
    Property {
        names,
        required: false,
        schema,
    }
}

/// A model, and what it looks like on the wire.
macro_rules! model {
    ($name:ident { $( $(#[$meta:meta])* $field:ident: $type:ty = $property:expr ),* $(,)? }) => {
        /// A model.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub struct $name {
            $( $(#[$meta])* $field: $type, )*
            #[serde(flatten)]
            extra: Extra,
        }

        impl Generated for $name {}

        impl Described for $name {
            fn schema() -> &'static Schema {
                static SCHEMA: Schema = Schema::Struct(&[$($property),*], None);
                &SCHEMA
            }
        }
    };
}

model!(Cat {
    #[serde(rename = "petType", skip_serializing_if = "Option::is_none")]
    pet_type: Option<String> = optional(&["petType"], Schema::Text),
    lives: Decimal = required(&["lives"], Schema::Number),
});

model!(Dog {
    #[serde(rename = "petType")]
    pet_type: Option<String> = optional(&["petType"], Schema::Text),
    #[serde(skip_serializing_if = "Option::is_none")]
    bark: Option<bool> = optional(&["bark"], Schema::Bool),
});

mc_core::union! {
    /// An animal, or its name.
    pub enum Pet, tag = "petType" {
        /// A cat.
        Cat(Box<Cat>) => Schema::Of(Cat::schema), ["cat", "kitten"];
        /// A dog.
        Dog(Dog) => Schema::Of(Dog::schema), ["dog"];
        /// A name.
        Name(String) => Schema::Text, [];
    }
}

model!(Left {
    #[serde(skip_serializing_if = "Option::is_none")]
    a: Option<String> = optional(&["a"], Schema::Text),
    #[serde(skip_serializing_if = "Option::is_none")]
    shared: Option<String> = optional(&["shared"], Schema::Text),
});

model!(Right {
    #[serde(skip_serializing_if = "Option::is_none", alias = "old-b")]
    b: Option<String> = optional(&["b", "old-b"], Schema::Text),
    #[serde(skip_serializing_if = "Option::is_none")]
    shared: Option<String> = optional(&["shared"], Schema::Text),
});

mc_core::union! {
    /// One or the other.
    pub enum Either {
        /// Left.
        Left(Left) => Schema::Of(Left::schema), [];
        /// Right.
        Right(Box<Right>) => Schema::Of(Right::schema), [];
        /// A text.
        Text(String) => Schema::Text, [];
        /// Texts.
        Texts(Vec<String>) => Schema::List(&Schema::Text), [];
        /// Hidden.
        Secret(Sensitive<i64>) => Schema::Integer(i64::MIN, i64::MAX as u64), [];
    }
}

mc_core::union! {
    /// A union in a union.
    pub enum Nested {
        /// A pet.
        Pet(Pet) => Schema::Of(Pet::schema), [];
        /// Left.
        Left(Left) => Schema::Of(Left::schema), [];
    }
}

model!(Approved {
    r#type: Approval = required(&["type"], Schema::Of(Approval::schema)),
    id: String = required(&["id"], Schema::Text),
});

model!(Reasoned {
    r#type: Reason = required(&["type"], Schema::Of(Reason::schema)),
    id: String = required(&["id"], Schema::Text),
});

model!(Numbered {
    r#type: Decimal = required(&["type"], Schema::Only(&Schema::Number, &["1", "2.50"])),
    id: String = required(&["id"], Schema::Text),
});

mc_core::union! {
    /// Members that their values tell apart.
    pub enum Event {
        /// Approved.
        Approved(Approved) => Schema::Of(Approved::schema), [];
        /// For a reason.
        Reasoned(Reasoned) => Schema::Of(Reasoned::schema), [];
        /// By number.
        Numbered(Numbered) => Schema::Of(Numbered::schema), [];
    }
}

model!(Loose {
    #[serde(with = "serde_with::As::<Lenient>")]
    flag: bool = required(&["flag"], Schema::Bool),
});

mc_core::union! {
    /// Scalars of several forms.
    pub enum Scalar {
        /// A number.
        Number(Decimal) => Schema::Number, [];
        /// A code.
        Reason(Reason) => Schema::Of(Reason::schema), [];
        /// What reads more than it should.
        Loose(Loose) => Schema::Of(Loose::schema), [];
        /// A few digits.
        Double(Vec<f64>) => Schema::List(&Schema::Double), [];
    }
}

mc_core::union! {
    /// Members that lead back to the union, twice.
    pub enum Tree {
        /// One branch.
        Both(Box<Both>) => Schema::Of(Both::schema), [];
        /// Another.
        Neither(Box<Neither>) => Schema::Of(Neither::schema), [];
        /// Several.
        Many(Vec<Tree>) => Schema::List(&Schema::Of(Tree::schema)), [];
        /// A leaf.
        Leaf(String) => Schema::Text, [];
    }
}

model!(Both {
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<Tree> = optional(&["next"], Schema::Of(Tree::schema)),
    #[serde(skip_serializing_if = "Option::is_none")]
    one: Option<bool> = optional(&["one"], Schema::Bool),
});

model!(Neither {
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<Tree> = optional(&["next"], Schema::Of(Tree::schema)),
    #[serde(skip_serializing_if = "Option::is_none")]
    other: Option<bool> = optional(&["other"], Schema::Bool),
});

model!(OnDay {
    at: String = required(&["at"], Schema::Formatted(Format::Date)),
});

model!(ById {
    at: String = required(&["at"], Schema::Formatted(Format::Uuid)),
});

mc_core::union! {
    /// Members that the form of a text tells apart.
    pub enum When {
        /// On a day.
        OnDay(OnDay) => Schema::Of(OnDay::schema), [];
        /// By an id.
        ById(ById) => Schema::Of(ById::schema), [];
    }
}

fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Reads a text and writes it again; the bytes have to be the same.
fn same<T: DeserializeOwned + Serialize>(text: &str) -> T {
    let value: T = read(text);
    assert_eq!(serde_json::to_string(&value).unwrap(), text);
    value
}

#[test]
fn the_tag_decides() {
    let cat = same::<Pet>(r#"{"petType":"cat","lives":12345678901234567.89,"new":null}"#);
    assert!(matches!(cat, Pet::Cat(_)));
    assert!(matches!(same::<Pet>(r#"{"petType":"kitten","lives":9}"#), Pet::Cat(_)));
    assert!(matches!(same::<Pet>(r#"{"petType":"dog","bark":true}"#), Pet::Dog(_)));
    // Even where another member fits better.
    assert!(matches!(same::<Pet>(r#"{"petType":"dog","lives":9}"#), Pet::Dog(_)));
    assert!(matches!(same::<Pet>(r#""Tom""#), Pet::Name(_)));
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
    let dog = Dog {
        pet_type: None,
        bark: None,
        extra: Extra::new(),
    };
    assert_eq!(write(Pet::Dog(dog)), r#"{"petType":null}"#);
    assert_eq!(write(Pet::Name("Tom".to_owned())), r#""Tom""#);
}

#[test]
fn what_the_tag_does_not_name_or_name_rightly_is_kept_whole() {
    for text in [
        r#"{"petType":"fish","fins":3}"#,
        r#"{"fins":3}"#,
        "[1]",
        "null",
        "true",
        r#"{"petType":{}}"#,
        // The member is named, and cannot be read or would be sent back in another form.
        r#"{"petType":"cat"}"#,
        r#"{"petType":"cat","lives":"007"}"#,
        r#"{"petType":"cat","lives":9,"lives":9}"#,
    ] {
        let pet: Pet = read(text);
        assert!(matches!(pet, Pet::Unknown(_)), "{text}");
        assert_eq!(serde_json::to_value(&pet).unwrap(), read::<Value>(text));
        assert_eq!(format!("{pet:?}"), "Unknown([REDACTED])");
    }
}

#[test]
fn the_member_that_knows_most_fields_wins() {
    assert!(matches!(same::<Either>(r#"{"a":"1"}"#), Either::Left(_)));
    assert!(matches!(same::<Either>(r#"{"b":"1"}"#), Either::Right(_)));
    assert!(matches!(read::<Either>(r#"{"old-b":"1"}"#), Either::Right(_)));
    assert!(matches!(
        same::<Either>(r#"{"b":"1","shared":"2","new":3}"#),
        Either::Right(_)
    ));
    assert_eq!(same::<Either>("\"x\""), Either::Text("x".to_owned()));
    assert_eq!(same::<Either>(r#"["x"]"#), Either::Texts(vec!["x".to_owned()]));
    assert_eq!(same::<Either>("5"), Either::Secret(5.into()));
}

#[test]
fn what_fits_several_members_equally_well_is_kept_whole() {
    for text in [r#"{"shared":"2"}"#, "{}", r#"{"shared":"2","new":1}"#] {
        assert!(matches!(same::<Either>(text), Either::Unknown(_)), "{text}");
    }
}

#[test]
fn what_nobody_knows_is_kept_whole() {
    for text in [r#"{"new":[1,null]}"#, "true", "null", "[1]", r#"{"a":1}"#, "5.0"] {
        assert!(matches!(same::<Either>(text), Either::Unknown(_)), "{text}");
    }
}

#[test]
fn values_tell_members_apart() {
    assert!(matches!(
        same::<Event>(r#"{"type":"approved","id":"1"}"#),
        Event::Approved(_)
    ));
    assert!(matches!(same::<Event>(r#"{"type":"b","id":"1"}"#), Event::Reasoned(_)));
    // One value is what makes the type; of several there may be a newer one.
    assert!(matches!(same::<Event>(r#"{"type":"c","id":"1"}"#), Event::Reasoned(_)));
    assert!(matches!(same::<Event>(r#"{"type":1,"id":"1"}"#), Event::Numbered(_)));
    assert!(matches!(same::<Event>(r#"{"type":2.5,"id":"1"}"#), Event::Numbered(_)));
    assert!(matches!(same::<Event>(r#"{"type":true,"id":"1"}"#), Event::Unknown(_)));
}

#[test]
fn the_form_of_a_text_tells_members_apart() {
    assert!(matches!(same::<When>(r#"{"at":"2026-02-28"}"#), When::OnDay(_)));
    let id = r#"{"at":"0b1f8f3e-1d2c-4e57-9b6a-123456789012"}"#;
    assert!(matches!(same::<When>(id), When::ById(_)));
    assert!(matches!(same::<When>(r#"{"at":"soon"}"#), When::Unknown(_)));
}

#[test]
fn the_form_on_the_wire_decides() {
    assert!(matches!(same::<Scalar>("7.10"), Scalar::Number(_)));
    assert!(matches!(same::<Scalar>(r#""a""#), Scalar::Reason(_)));
    // Neither number nor boolean: a new code.
    assert!(matches!(same::<Scalar>(r#""007""#), Scalar::Reason(Reason::Unknown(_))));
    assert!(matches!(
        same::<Scalar>(r#""true""#),
        Scalar::Reason(Reason::Unknown(_))
    ));
    assert!(matches!(same::<Scalar>("true"), Scalar::Unknown(_)));
    assert!(matches!(same::<Scalar>(r#"{"flag":true}"#), Scalar::Loose(_)));
    assert!(matches!(same::<Scalar>(r#"{"flag":"true"}"#), Scalar::Unknown(_)));
    assert!(matches!(same::<Scalar>("[0.5,1e-7]"), Scalar::Double(_)));
    // A double would send 1e300 times something else.
    assert!(matches!(
        read::<Scalar>("[0.1000000000000000000001]"),
        Scalar::Unknown(_)
    ));
}

#[test]
fn unions_inside_unions_do_not_swallow_everything() {
    assert!(matches!(same::<Nested>(r#"{"a":"1"}"#), Nested::Left(_)));
    assert!(matches!(
        same::<Nested>(r#"{"petType":"dog"}"#),
        Nested::Pet(Pet::Dog(_))
    ));
    assert!(matches!(same::<Nested>(r#"{"petType":"fish"}"#), Nested::Unknown(_)));
    assert!(matches!(same::<Nested>(r#""Tom""#), Nested::Pet(Pet::Name(_))));
}

/// `depth` levels that each of two members could have, and one that only the second can.
fn tree(depth: usize, innermost: &str) -> String {
    [&r#"{"next":"#.repeat(depth), innermost, &"}".repeat(depth)].concat()
}

#[test]
fn members_that_lead_back_take_linear_time() {
    // Were both members tried at each level, this would take 2^120 attempts.
    let text = tree(120, r#"{"other":true}"#);
    let mut next: Tree = same(&text);
    assert!(matches!(next, Tree::Unknown(_)));
    let text = [
        &r#"{"other":true,"next":"#.repeat(120),
        r#"{"other":true}"#,
        &"}".repeat(120),
    ]
    .concat();
    next = read(&text);
    let mut depth = 0;
    while let Tree::Neither(other) = next {
        depth += 1;
        next = other.next.unwrap_or(Tree::Leaf("end".to_owned()));
    }
    assert_eq!((depth, next), (121, Tree::Leaf("end".to_owned())));
}

#[test]
fn what_is_too_deep_is_an_error() {
    for (depth, is_read) in [(126, true), (127, false), (10_000, false), (200_000, false)] {
        let result = serde_json::from_str::<Tree>(&tree(depth, "{}"));
        assert_eq!(result.is_ok(), is_read, "{depth}");
        let lists = ["[".repeat(depth + 1), "]".repeat(depth + 1)].concat();
        let error = serde_json::from_str::<Tree>(&lists)
            .err()
            .map(|error| error.to_string());
        assert_eq!(error.is_none(), is_read, "{depth}");
        assert!(error.is_none_or(|error| error.starts_with("recursion limit exceeded")));
    }
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
        format!("{:?}", read::<Either>(r#"{"a":null,"x":"s3cret"}"#)),
        r#"Left(Left { a: None, shared: None, extra: {"x"} })"#
    );
}

#[test]
fn unions_work_in_values_and_lists() {
    let list: Vec<Either> = serde_json::from_value(json!([{"b": "1"}, "x"])).unwrap();
    assert!(matches!(list[0], Either::Right(_)) && matches!(list[1], Either::Text(_)));
    assert_eq!(serde_json::to_value(&list).unwrap(), json!([{"b": "1"}, "x"]));
}
