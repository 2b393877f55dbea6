//! Overlays: the official compliance sets, and what the sets leave out.
//!
//! The sets are read from `../shared/overlay-compliance`; without that folder their test is skipped.

use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use serde_json::{Value, json};
use xtask::spec::overlay::{self, Overlay, Policy};
use xtask::spec::read;

const FILE: &str = "overlays/pets.yaml";

/// An overlay by the rules of the project; `actions` are indented by two spaces.
fn project(actions: &str) -> anyhow::Result<Overlay> {
    let text = format!("overlay: 1.1.0\ninfo: {{title: Pets, version: 1.0.0}}\nactions:\n{actions}");
    Overlay::read(text.as_bytes(), FILE)
}

fn apply(document: &Value, actions: &str) -> anyhow::Result<Value> {
    let mut patched = document.clone();
    let result = overlay::apply(&mut patched, &project(actions)?);
    if result.is_err() {
        assert_eq!(&patched, document, "a failed overlay must leave the document alone");
    }
    result.map(|_| patched)
}

fn refusal(document: &Value, actions: &str) -> String {
    format!("{:#}", apply(document, actions).expect_err("must be refused"))
}

fn unreadable(text: &str) -> String {
    format!(
        "{:#}",
        Overlay::read(text.as_bytes(), FILE).expect_err("must be refused")
    )
}

fn pets() -> Value {
    json!({
        "info": {"title": "Pets", "version": "1.0"},
        "tags": [{"name": "cats"}, {"name": "dogs"}, {"name": "fish"}, {"name": "birds"}],
        "components": {"schemas": {
            "Size": {"type": "string", "enum": ["S", "M", "L", "XL"]},
            "Pet": {"type": "object", "required": ["name"], "properties": {
                "name": {"type": "string"},
                "size": {"$ref": "#/components/schemas/Size"},
            }},
        }},
    })
}

#[test]
fn official_compliance_sets() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/overlay-compliance");
    let Ok(entries) = fs::read_dir(&root) else {
        println!("skipped: ../shared is not here");
        return;
    };
    let mut sets = 0;
    for entry in entries {
        let folder = entry.expect("an entry").path();
        if !folder.is_dir() {
            continue;
        }
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let file = |file: &str| {
            let bytes = fs::read(folder.join(file)).expect("a file of the set");
            (read::yaml(&bytes, file).expect("YAML").value, bytes)
        };
        let (mut document, _) = file("openapi.yaml");
        let (expected, _) = file("output.yaml");
        let (_, overlay) = file("overlay.yaml");
        let overlay = Overlay::read_with(&overlay, &name, Policy::Specification)
            .unwrap_or_else(|error| panic!("{name}: {error:#}"));
        overlay::apply(&mut document, &overlay).unwrap_or_else(|error| panic!("{name}: {error:#}"));
        assert_eq!(document, expected, "{name}");
        sets += 1;
    }
    assert_eq!(sets, 8, "the official sets");
}

#[test]
fn a_value_leaves_an_enum() {
    let patched = apply(
        &pets(),
        "  - {target: \"$.components.schemas.Size.enum[?@ == 'M']\", description: No such size., remove: true}\n",
    )
    .expect("applies");
    assert_eq!(
        patched["components"]["schemas"]["Size"]["enum"],
        json!(["S", "L", "XL"])
    );
}

#[test]
fn several_elements_of_a_list_go_whatever_their_order() {
    for target in [
        "$.tags[0,2]",
        "$.tags[2,0]",
        "$.tags[2,0,2,0]",
        "$.tags[?@.name == 'cats' || @.name == 'fish']",
    ] {
        let patched = apply(
            &pets(),
            &format!("  - {{target: \"{target}\", description: Less., remove: true}}\n"),
        )
        .expect("applies");
        assert_eq!(
            patched["tags"],
            json!([{"name": "dogs"}, {"name": "birds"}]),
            "{target}"
        );
    }
}

#[test]
fn a_node_and_its_descendants_go_together() {
    let document = json!({"a": {"x": {"x": [1, {"x": 2}]}, "y": 1}, "x": 3});
    let patched = apply(
        &document,
        "  - {target: '$..x', description: None of them., remove: true}\n",
    )
    .expect("applies");
    assert_eq!(patched, json!({"a": {"y": 1}}));
}

#[test]
fn removal_keeps_the_order_of_what_stays() {
    let document = json!({"a": 1, "b": 2, "c": 3, "d": 4});
    let patched = apply(&document, "  - {target: $.b, description: Gone., remove: true}\n").expect("applies");
    assert_eq!(patched.to_string(), r#"{"a":1,"c":3,"d":4}"#);
}

#[test]
fn a_primitive_is_replaced() {
    let patched = apply(
        &pets(),
        "  - {target: $.info.version, description: The one in force., update: '2.0'}\n",
    )
    .expect("applies");
    assert_eq!(patched["info"], json!({"title": "Pets", "version": "2.0"}));
}

#[test]
fn an_array_gets_a_value_or_the_values_of_another() {
    let one = apply(
        &pets(),
        "  - {target: $.components.schemas.Size.enum, description: Bigger., update: XXL}\n",
    );
    assert_eq!(
        one.expect("applies")["components"]["schemas"]["Size"]["enum"],
        json!(["S", "M", "L", "XL", "XXL"])
    );
    let two = apply(
        &pets(),
        "  - {target: $.components.schemas.Size.enum, description: Bigger., update: [A, B]}\n",
    );
    assert_eq!(
        two.expect("applies")["components"]["schemas"]["Size"]["enum"],
        json!(["S", "M", "L", "XL", "A", "B"])
    );
}

#[test]
fn overlay_1_0_appends_an_array_as_one_value() {
    let text = "overlay: 1.0.0\ninfo: {title: a, version: b}\nactions: [{target: $.list, update: [2, 3]}]\n";
    let overlay = Overlay::read_with(text.as_bytes(), FILE, Policy::Specification).expect("reads");
    let mut document = json!({"list": [1]});
    overlay::apply(&mut document, &overlay).expect("applies");
    assert_eq!(document, json!({"list": [1, [2, 3]]}));
}

#[test]
fn merging_goes_into_objects_and_concatenates_arrays() {
    let patched = apply(
        &pets(),
        "  - target: $.components.schemas.Pet\n    description: Document it.\n    x-creates: [/properties/age]\n    update:\n      description: A pet.\n      \
         type: object\n      required: [size]\n      properties: {name: {x-mc-public: true}, age: {type: integer}}\n",
    )
    .expect("applies");
    assert_eq!(
        patched["components"]["schemas"]["Pet"].to_string(),
        concat!(
            r#"{"type":"object","required":["name","size"],"properties":{"name":{"type":"string","x-mc-public":true},"#,
            r##""size":{"$ref":"#/components/schemas/Size"},"age":{"type":"integer"}},"description":"A pet."}"##
        )
    );
}

#[test]
fn one_update_reaches_every_selected_node() {
    let patched = apply(
        &pets(),
        "  - {target: '$.tags[*]', description: Mark., update: {x-seen: true}}\n",
    )
    .expect("applies");
    let marked = patched["tags"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|tag| tag["x-seen"] == true)
        .count();
    assert_eq!(marked, 4);
}

#[test]
fn copy_merges_the_one_node_it_selects() {
    let patched = apply(
        &pets(),
        "  - {target: $.components.schemas, description: A second name., x-creates: [/Animal], update: {Animal: {title: Animal}}}\n  \
         - {target: $.components.schemas.Animal, description: The same facts., x-creates: [/properties], copy: $.components.schemas.Pet}\n  \
         - {target: $.info.title, description: The first tag., copy: '$.tags[0].name'}\n",
    )
    .expect("applies");
    let mut animal = pets()["components"]["schemas"]["Pet"].clone();
    animal["title"] = json!("Animal");
    assert_eq!(patched["components"]["schemas"]["Animal"], animal);
    assert_eq!(
        patched["components"]["schemas"]["Pet"],
        pets()["components"]["schemas"]["Pet"]
    );
    assert_eq!(patched["info"]["title"], "cats");
}

#[test]
fn copy_refuses_no_source_and_several() {
    let none = refusal(&pets(), "  - {target: $.info, description: Why., copy: $.nowhere}\n");
    assert_eq!(
        none,
        "overlays/pets.yaml:4: action 1, target $.info (Why.): `copy` must select exactly one node, and $.nowhere selects 0"
    );
    let many = refusal(&pets(), "  - {target: $.info, description: Why., copy: '$.tags[*]'}\n");
    assert!(
        many.ends_with("`copy` must select exactly one node, and $.tags[*] selects 4"),
        "{many}"
    );
}

#[test]
fn later_actions_see_what_earlier_ones_did() {
    let patched = apply(
        &pets(),
        "  - {target: $.tags, description: Start anew., remove: true}\n  \
         - {target: $, description: Start anew., x-creates: [/tags], update: {tags: [{name: all}]}}\n  \
         - {target: \"$.tags[?@.name == 'all']\", description: Mark., update: {x-new: true}}\n",
    )
    .expect("applies");
    assert_eq!(patched["tags"], json!([{"name": "all", "x-new": true}]));
}

#[test]
fn an_action_that_selects_nothing_is_an_error_with_its_place() {
    let message = refusal(
        &pets(),
        "  - {target: $.info, description: Fine., update: {x-a: 1}}\n  - target: $.components.schemas.Gone\n    \
         description: Repair Gone.\n    update: {type: string}\n  - {target: $.gone, description: Two., remove: true}\n",
    );
    assert_eq!(
        message,
        "actions of the overlay that no longer fit the document: 2\n  \
         overlays/pets.yaml:5: action 2, target $.components.schemas.Gone (Repair Gone.)\n    selects nothing\n  \
         overlays/pets.yaml:8: action 3, target $.gone (Two.)\n    selects nothing\n\
         The document has changed since they were written. Correct such an action, delete it, or, if it may select \
         nothing, give it `x-optional: true`."
    );
}

/// What breaks when the publisher changes the document under an action, and what the action is told.
#[test]
fn an_action_updates_what_is_there_and_nothing_else() {
    let document = json!({
        "paths": {"/a": {"post": {"tags": ["t"], "responses": {"200": {"description": "d"}}}}},
        "components": {"schemas": {
            "Thing": {"type": "object", "properties": {
                "placeName": {"type": "string"},
                "answer": {"type": "string", "enum": ["B", "A"]},
                "level": {"$ref": "#/components/schemas/Level"},
                "count": {"type": "integer"}
            }},
            "Level": {"type": "string"}
        }}
    });
    let thing = "$.components.schemas.Thing";
    let cases = [
        (
            format!("{thing}, description: d, update: {{properties: {{place: {{description: Where.}}}}}}"),
            "`/properties/place` is not in the document, and would be added",
        ),
        (
            format!("{thing}.properties.answer, description: d, update: {{items: {{x-mc-public: true}}}}"),
            "`/items` is not in the document, and would be added",
        ),
        (
            "'$.paths.*.post', description: d, update: {requestBody: {description: B.}}".to_owned(),
            "`/requestBody` is not in the document, and would be added",
        ),
        (
            "'$.paths.*.post', description: d, update: {parameters: [{name: a, in: query}]}".to_owned(),
            "`/parameters` is not in the document, and would be added",
        ),
        (
            "'$.paths.*.*.responses', description: d, x-creates: [/200], update: {'200': {description: D.}}".to_owned(),
            "`x-creates` lists `/200`, which the action does not add",
        ),
        (
            format!("\"{thing}.properties['answer','gone']\", description: d, update: {{x-mc-public: true}}"),
            "`$.components.schemas.Thing.properties['gone']` selects nothing",
        ),
        (
            format!("{thing}.properties.answer, description: d, update: {{x-mc-variants: {{A: Yes, C: Never}}}}"),
            "/components/schemas/Thing/properties/answer: the value `B` has no name in `x-mc-variants`",
        ),
        (
            format!(
                "{thing}.properties.answer, description: d, update: {{x-mc-variants: {{A: Yes, B: Nope, C: Never}}}}"
            ),
            "`x-mc-variants` has `C`, which is no value of the enum",
        ),
        (
            format!("{thing}.properties.placeName, description: d, update: {{x-mc-variants: {{A: Yes}}}}"),
            "`x-mc-variants` names values where there is no enum",
        ),
        (
            format!("{thing}.properties.level, description: d, update: {{enum: [low, high]}}"),
            "`enum` has no effect beside `$ref: #/components/schemas/Level`",
        ),
        (
            format!("{thing}.properties.level, description: d, update: {{x-mc-variants: {{low: Low}}}}"),
            "`x-mc-variants` has no effect beside `$ref",
        ),
        (
            format!("{thing}.properties.answer, description: d, update: {{enum: [A, C]}}"),
            "the enum has \"A\" twice",
        ),
        (
            format!("{thing}.properties.count, description: d, update: {{enum: [low, high]}}"),
            "the enum has \"low\", which is no integer",
        ),
    ];
    for (action, expected) in &cases {
        let message = refusal(&document, &format!("  - {{target: {action}}}\n"));
        assert!(message.contains(expected), "{action}\n{message}");
        assert!(
            message.contains("overlays/pets.yaml:4: action 1, target $"),
            "{message}"
        );
        assert!(message.contains("(d)"), "{message}");
    }
    // What is said about things that are there, and what is said to be new.
    for action in [
        format!(
            "{thing}, description: d, update: {{description: D., properties: {{placeName: {{description: Where.}}}}}}"
        ),
        format!(
            "{thing}, description: d, x-creates: [/properties/place], update: {{properties: {{place: {{type: string}}}}}}"
        ),
        format!("{thing}.properties.answer, description: d, update: {{x-mc-variants: {{A: Yes, B: Nope}}}}"),
        format!("{thing}.properties.level, description: d, update: {{description: D., x-mc-public: true}}"),
        "$, description: d, update: {x-mc-modules: {things: {description: Things.}}}".to_owned(),
        "'$.paths.*.*.responses', description: d, x-creates: [/default], update: {default: {description: D.}}"
            .to_owned(),
    ] {
        apply(&document, &format!("  - {{target: {action}}}\n")).expect("applies");
    }
}

#[test]
fn names_by_the_order_of_values_are_refused() {
    for member in ["x-enum-varnames", "x-enum-descriptions"] {
        let message = refusal(
            &pets(),
            &format!(
                "  - target: $.components.schemas.Size\n    description: d\n    update:\n      {member}: [Small, Large]\n"
            ),
        );
        assert!(message.contains("overlays/pets.yaml:7:"), "{message}");
        assert!(
            message.contains(&format!("`{member}` goes by the order of the values")),
            "{message}"
        );
    }
}

#[test]
fn an_optional_action_may_select_nothing() {
    let overlay = project(
        "  - {target: $.gone, description: If there., x-optional: true, remove: true}\n  \
         - {target: '$.tags[*]', description: All., update: {x-a: 1}}\n",
    )
    .expect("reads");
    let report = overlay::apply(&mut pets(), &overlay).expect("applies");
    assert_eq!(
        report.actions.iter().map(|outcome| outcome.matches).collect::<Vec<_>>(),
        [0, 4]
    );
    assert_eq!(report.stale().count(), 0);
}

#[test]
fn check_reports_stale_actions_and_changes_nothing() {
    let overlay = project(
        "  - {target: $.info, description: Fine., update: {x-a: 1}}\n  - {target: $.gone, description: Old., remove: true}\n",
    )
    .expect("reads");
    let document = pets();
    let (_, report) = overlay::attempt(&document, &overlay).expect("applies");
    assert_eq!(document, pets());
    let stale: Vec<String> = report.stale().map(ToString::to_string).collect();
    assert_eq!(stale, ["overlays/pets.yaml:5: action 2, target $.gone (Old.)"]);
}

#[test]
fn the_specification_lets_an_action_select_nothing() {
    let text = "overlay: 1.1.0\ninfo: {title: a, version: b}\nactions: [{target: $.gone, remove: true}]\n";
    let overlay = Overlay::read_with(text.as_bytes(), FILE, Policy::Specification).expect("reads");
    let mut document = pets();
    overlay::apply(&mut document, &overlay).expect("applies");
    assert_eq!(document, pets());
}

#[test]
fn what_does_not_fit_is_refused() {
    let cases = [
        (
            "  - {target: '$.info[*, \"title\"]', description: d, update: {a: 1}}\n",
            "/info/title is a primitive and can only be replaced by a primitive, not an object",
        ),
        (
            "  - {target: '$[\"info\", \"tags\"]', description: d, update: {a: 1}}\n",
            "the target selects different kinds of node: /info is an object, /tags is an array; split the action",
        ),
        (
            "  - {target: $.info, description: d, update: [1]}\n",
            "/info is an object and can only be updated with an object, not an array",
        ),
        (
            "  - {target: $, description: d, update: text}\n",
            "the root is an object and can only be updated with an object, not a string",
        ),
        (
            "  - {target: $, description: d, update: {info: {title: {a: 1}}}}\n",
            "/info/title is a string in the document and an object in the action; remove it in an action before",
        ),
        (
            "  - {target: $, description: d, update: {tags: 5}}\n",
            "/tags is an array in the document and a number in the action; remove it in an action before",
        ),
        (
            "  - {target: $, description: d, remove: true}\n",
            "the root of the document cannot be removed",
        ),
    ];
    for (actions, expected) in cases {
        let message = refusal(&pets(), actions);
        assert!(
            message.starts_with("overlays/pets.yaml:4: action 1, target $"),
            "{message}"
        );
        assert!(message.ends_with(expected), "{message}\n{expected}");
    }
}

#[test]
fn overlay_1_0_updates_no_primitives() {
    let text = "overlay: 1.0.0\ninfo: {title: a, version: b}\nactions: [{target: $.info.title, update: b}]\n";
    let overlay = Overlay::read_with(text.as_bytes(), FILE, Policy::Specification).expect("reads");
    let error = overlay::apply(&mut pets(), &overlay).expect_err("must be refused");
    assert!(
        error
            .to_string()
            .ends_with("write `overlay: 1.1.0` to replace a primitive"),
        "{error}"
    );
}

#[test]
fn a_malformed_overlay_is_refused_with_its_place() {
    let head = "overlay: 1.1.0\ninfo: {title: a, version: b}\n";
    let cases = [
        ("[]", "1:1: the overlay must be an object, not an array"),
        (
            "info: {title: a, version: b}\nactions: []",
            "1:1: the overlay has no `overlay`",
        ),
        (
            "overlay: 2.0.0\ninfo: {title: a, version: b}\nactions: []",
            "1:1: version \"2.0.0\" of the Overlay Specification is not known; write `overlay: 1.1.0`",
        ),
        (
            "overlay: 1.1\ninfo: {title: a, version: b}\nactions: []",
            "1:1: `overlay` must be a string, not a number",
        ),
        ("overlay: 1.1.0\nactions: []", "1:1: the overlay has no `info`"),
        (
            "overlay: 1.1.0\ninfo: {title: a}\nactions: []",
            "2:1: `info` has no `version`",
        ),
        (
            "overlay: 1.1.0\ninfo: {title: a, version: b, author: c}\nactions: []",
            "2:30: `info` has an unknown member `author`; known are title, version, description",
        ),
        ("HEAD", "1:1: the overlay has no `actions`"),
        ("HEADactions: {}", "3:1: `actions` must be a list of actions"),
        (
            "HEADactions: []\nservers: []",
            "4:1: the overlay has an unknown member `servers`; known are overlay, info, extends, actions",
        ),
        (
            "HEADactions:\n  - text",
            "4:5: action 1 must be an object, not a string",
        ),
        (
            "HEADactions:\n  - {description: d, remove: true}",
            "4:5: action 1 has no `target`",
        ),
        (
            "HEADactions:\n  - {target: $.a, remove: true}",
            "4:5: action 1 has no `description`; say why it is there",
        ),
        (
            "HEADactions:\n  - {target: $.a, description: d}",
            "4:5: action 1 does nothing: give it `update`, `copy` or `remove: true`",
        ),
        (
            "HEADactions:\n  - {target: $.a, description: d, remove: true}\n  - {target: $.a, description: d, remove: true, update: 1}",
            "5:5: action 2 has `update` and `remove` at once; make one action of each",
        ),
        (
            "HEADactions:\n  - {target: $.a, description: d, copy: $.b, update: 1}",
            "4:5: action 1 has `update` and `copy` at once; make one action of each",
        ),
        (
            "HEADactions:\n  - {target: $.a, description: d, delete: true}",
            "4:35: action 1 has an unknown member `delete`; known are target, description, update, remove, copy",
        ),
        (
            "HEADactions:\n  - {target: $.a, description: d, remove: soon}",
            "4:35: `remove` must be true or false, not a string",
        ),
        (
            "HEADactions:\n  - {target: $.a, description: d, remove: true, x-optional: 1}",
            "4:49: `x-optional` must be true or false, not a number",
        ),
        (
            "HEADactions:\n  - {target: [a], description: d, remove: true}",
            "4:6: `target` must be a string, not an array",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(
            unreadable(&text.replace("HEAD", head)),
            format!("{FILE}:{expected}"),
            "{text}"
        );
    }
}

#[test]
fn a_bad_jsonpath_is_refused_with_the_character() {
    let message = unreadable(
        "overlay: 1.1.0\ninfo: {title: a, version: b}\nactions:\n  - target: $.paths[?@.a ==]\n    description: d\n    remove: true\n",
    );
    assert!(
        message.starts_with("overlays/pets.yaml:4:5: `target` is not a JSONPath, at character "),
        "{message}"
    );
    assert!(message.ends_with(" in $.paths[?@.a ==]"), "{message}");
}

#[test]
fn extensions_are_accepted_everywhere() {
    let text = "overlay: 1.1.0\nx-a: 1\nextends: pets.yaml\ninfo: {title: a, version: b, description: c, x-b: 2}\n\
                actions: [{target: $.info, description: d, update: {}, x-c: {d: 3}}]\n";
    assert_eq!(Overlay::read(text.as_bytes(), FILE).expect("reads").len(), 1);
}

fn nulls(value: &Value) -> usize {
    match value {
        Value::Null => 1,
        Value::Array(list) => list.iter().map(nulls).sum(),
        Value::Object(object) => object.values().map(nulls).sum(),
        _ => 0,
    }
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((".{0,4}", inner), 0..6).prop_map(|members| members.into_iter().collect()),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_overlay_without_actions_changes_nothing(document in json_value()) {
        let overlay = project("  []\n").expect("reads");
        prop_assert!(overlay.is_empty());
        let mut patched = document.clone();
        overlay::apply(&mut patched, &overlay).expect("applies");
        prop_assert_eq!(patched.to_string(), document.to_string());
    }

    #[test]
    fn removing_every_null_leaves_none(document in json_value()) {
        prop_assume!(!document.is_null());
        let mut patched = document;
        let overlay = project("  - {target: '$..[?@ == null]', description: d, x-optional: true, remove: true}\n");
        overlay::apply(&mut patched, &overlay.expect("reads")).expect("applies");
        prop_assert_eq!(nulls(&patched), 0);
    }
}
