//! Random documents of random unions.

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::TestRng;

use super::document::Node;
use super::fit;
use super::schema::{Format, Member, Property, Schema};

const NAMES: [&str; 5] = ["a", "b", "c", "kind", "value"];

/// Schemas live for ever, as those of generated types do; a test makes few enough.
fn keep<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn schema() -> impl Strategy<Value = Schema> {
    const TEXTS: [&[&str]; 4] = [&["x"], &["y"], &["x", "y"], &["x", "y", "z"]];
    let leaf = prop_oneof![
        Just(Schema::Text),
        Just(Schema::Bool),
        Just(Schema::Number),
        Just(Schema::Double),
        Just(Schema::Any),
        Just(Schema::Object),
        Just(Schema::Integer(i64::MIN, i64::MAX as u64)),
        Just(Schema::Formatted(Format::Date)),
        Just(Schema::Formatted(Format::Uuid)),
        prop::sample::select(&TEXTS[..]).prop_map(Schema::Texts),
        Just(Schema::Integers(&[1])),
        Just(Schema::Only(&Schema::Number, &["1", "2.50"])),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        let property = (any::<bool>(), inner.clone());
        let object = prop::collection::btree_map(prop::sample::select(&NAMES[..]), property, 0..4);
        let members = prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            inner.clone().prop_map(|item| Schema::List(keep(item))),
            inner.clone().prop_map(|value| Schema::Map(keep(value))),
            inner.prop_map(|value| Schema::Nullable(keep(value))),
            members.prop_map(|members| union(&members)),
            object.prop_map(|object| {
                let properties: Vec<Property> = object
                    .into_iter()
                    .map(|(name, (required, schema))| Property {
                        names: keep([name]),
                        required,
                        schema,
                    })
                    .collect();
                Schema::Struct(properties.leak(), None)
            }),
        ]
    })
}

fn union(members: &[Schema]) -> Schema {
    let members: Vec<Member> = members
        .iter()
        .map(|schema| Member {
            tags: &[],
            schema: *schema,
        })
        .collect();
    Schema::Union(None, members.leak())
}

/// A document that a schema allows.
fn document(schema: &Schema, depth: usize, random: &mut TestRng) -> String {
    let mut below = |end: usize| (random.next_u32() as usize) % end;
    let pick = |list: &[&str], at: usize| list[at % list.len()].to_owned();
    let length = if depth > 5 { 0 } else { below(3) };
    match schema {
        Schema::Any => pick(&["null", "7", r#""x""#, "[1]", r#"{"a":true}"#, "1.10"], below(6)),
        Schema::Object => pick(&["{}", r#"{"q":1}"#, r#"{"a":"x"}"#], below(3)),
        Schema::Text => pick(&[r#""x""#, r#""""#, r#""007""#, r#""true""#, r#""\u0041\"""#], below(5)),
        Schema::Formatted(Format::Date) => r#""2026-02-28""#.to_owned(),
        Schema::Formatted(_) => r#""0b1f8f3e-1d2c-4e57-9b6a-123456789012""#.to_owned(),
        Schema::Bool => pick(&["true", "false"], below(2)),
        Schema::Integer(..) => pick(&["0", "1", "-9223372036854775808"], below(3)),
        Schema::Number => pick(&["0", "1", "1.10", "1e400", "12345678901234567.89"], below(5)),
        Schema::Double | Schema::Float => pick(&["0", "1", "1.10", "1e300"], below(4)),
        Schema::Texts(values) => format!("{:?}", values[below(values.len())]),
        Schema::Integers(values) => values[below(values.len())].to_string(),
        Schema::Only(_, values) => values[below(values.len())].to_owned(),
        Schema::List(item) => {
            let items: Vec<String> = (0..length).map(|_| document(item, depth + 1, random)).collect();
            format!("[{}]", items.join(","))
        }
        Schema::Map(value) => {
            let fields: Vec<String> = (0..length)
                .map(|at| format!(r#""key{at}":{}"#, document(value, depth + 1, random)))
                .collect();
            format!("{{{}}}", fields.join(","))
        }
        Schema::Nullable(_) if below(2) == 0 => "null".to_owned(),
        Schema::Nullable(inner) => document(inner, depth, random),
        Schema::Of(other) => document(other(), depth, random),
        Schema::Struct(properties, _) => {
            let mut fields = Vec::new();
            for property in *properties {
                if property.required || random.next_u32().is_multiple_of(2) {
                    fields.push(format!(
                        "{:?}: {}",
                        property.names[0],
                        document(&property.schema, depth + 1, random)
                    ));
                }
            }
            format!("{{{}}}", fields.join(" , "))
        }
        Schema::Union(_, members) => {
            let at = below(members.len());
            document(&members[at].schema, depth, random)
        }
    }
}

proptest! {
    #[test]
    fn a_document_goes_to_the_member_that_made_it_or_to_none(
        members in prop::collection::vec(schema(), 2..5),
        member: Index,
        mut random in any::<u64>().prop_perturb(|_, random| random),
    ) {
        let member = member.index(members.len());
        let text = document(&members[member], 0, &mut random);
        let node = Node::parse(&text).unwrap();
        let chosen = fit::member(keep(union(&members)), &node);
        prop_assert!(chosen.is_none_or(|chosen| chosen == member), "{chosen:?} for {text}");
        // And where nobody else is there, it is that one.
        let alone = fit::member(keep(union(&members[member..=member])), &node);
        let knows_itself = alone == Some(0) || matches!(members[member], Schema::Union(..));
        prop_assert!(knows_itself, "{text}");
    }
}
