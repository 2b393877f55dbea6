//! What is encrypted where: the path semantics row by row, policies, precision, the official vectors and configurations.

#![cfg(any(feature = "aws-lc-rs", feature = "rustcrypto"))]

use std::path::{Path, PathBuf};

use http::HeaderMap;
use mc_auth::keys::{Certificate, KeySource, PrivateKey};
use mc_auth::payload::official::Official;
use mc_auth::payload::{
    Call, EmptyValue, Encryption, FleScheme, JweScheme, Mapping, MissingParent, MissingValue, ParameterNames, Rule,
    Scheme, Target, TextForm, UnmatchedCall,
};
use mc_auth::{Error, Shared, fle, jwe};
use proptest::prelude::*;
use serde_json::{Value, json};

fn here(parts: &[&str]) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests"].iter().chain(parts).collect()
}

fn private_key(name: &str) -> PrivateKey {
    KeySource::path(here(&["keys", name])).private_key().unwrap()
}

fn certificate() -> Certificate {
    KeySource::path(here(&["keys", "certificate.pem"]))
        .certificate()
        .unwrap()
}

fn jwe() -> JweScheme {
    let key = private_key("pkcs8.pem");
    JweScheme::new()
        .with_encrypter(jwe::Encrypter::new(key.public_key()).unwrap())
        .with_decrypter(jwe::Decrypter::new(&key).unwrap())
}

fn names() -> ParameterNames {
    ParameterNames::new("iv", "encryptedKey")
        .with_oaep_hash("oaepHashingAlgorithm")
        .with_certificate_fingerprint("encryptionCertificateFingerprint")
        .with_key_fingerprint("encryptionKeyFingerprint")
}

fn with_keys(scheme: FleScheme) -> FleScheme {
    scheme
        .with_encrypter(fle::Encrypter::from_certificate(&certificate()).unwrap())
        .with_decrypter(fle::Decrypter::new(&private_key("pkcs8.pem")).unwrap())
}

fn fle() -> FleScheme {
    with_keys(FleScheme::in_body("encryptedValue", names()))
}

fn rule(encrypted: &[(&str, &str)], decrypted: &[(&str, &str)]) -> Rule {
    let mut rule = Rule::new();
    for (from, to) in encrypted {
        rule = rule.with_encrypted(Mapping::new(from, to).unwrap());
    }
    for (from, to) in decrypted {
        rule = rule.with_decrypted(Mapping::new(from, to).unwrap());
    }
    rule
}

fn sealed(scheme: impl Into<Scheme>, rule: &Rule, input: &Value) -> Result<Value, Error> {
    let sealed = Encryption::new(scheme).encrypt_by(rule, input.to_string().as_bytes())?;
    Ok(serde_json::from_slice(&sealed.body).unwrap())
}

fn opened(scheme: impl Into<Scheme>, rule: &Rule, input: &Value) -> Result<Value, Error> {
    let opened = Encryption::new(scheme).decrypt_by(rule, &HeaderMap::new(), input.to_string().as_bytes())?;
    Ok(opened.map_or_else(|| input.clone(), |opened| serde_json::from_slice(&opened.body).unwrap()))
}

/// What a JWE holds.
fn inside(value: &Value) -> String {
    let key = private_key("pkcs8.pem");
    let plaintext = jwe::Decrypter::new(&key)
        .unwrap()
        .decrypt(value.as_str().expect("a JWE"))
        .unwrap();
    String::from_utf8(plaintext.to_vec()).unwrap()
}

/// A JWE of a text, and the object around it.
fn made(plaintext: &str) -> Value {
    let key = private_key("pkcs8.pem");
    json!(
        jwe::Encrypter::new(key.public_key())
            .unwrap()
            .encrypt(plaintext.as_bytes())
            .unwrap()
    )
}

fn wrapped(plaintext: &str) -> Value {
    json!({ "encryptedData": made(plaintext) })
}

fn keys_of(value: &Value) -> Vec<String> {
    value.as_object().unwrap().keys().cloned().collect()
}

#[test]
fn rows_1_and_2_root_to_root() {
    for input in [json!({"a": 1}), json!([{}, {}])] {
        let output = sealed(jwe(), &Rule::body(), &input).unwrap();
        assert_eq!(keys_of(&output), ["encryptedData"]);
        assert_eq!(inside(&output["encryptedData"]), input.to_string());
        assert_eq!(opened(jwe(), &Rule::body(), &output).unwrap(), input);
    }
}

#[test]
fn row_3_root_to_new_field_leaves_nothing_else() {
    let output = sealed(jwe(), &rule(&[("$", "$.parent")], &[]), &json!({"data": {}})).unwrap();
    assert_eq!(keys_of(&output), ["parent"]);
    assert_eq!(inside(&output["parent"]["encryptedData"]), r#"{"data":{}}"#);
}

#[test]
fn row_4_element_to_sibling() {
    let input = json!({"data": {"x": 1}, "keep": 2});
    let output = sealed(jwe(), &rule(&[("data", "enc")], &[]), &input).unwrap();
    assert_eq!(output["keep"], 2);
    assert_eq!(output.as_object().unwrap().len(), 2);
    assert_eq!(inside(&output["enc"]["encryptedData"]), r#"{"x":1}"#);
}

#[test]
fn row_5_fields_are_merged_into_what_is_there() {
    let input = json!({"data": {"a": 1}, "encryptedData": {"field1": "v", "iv": "old"}});
    let rule = rule(&[("data", "encryptedData")], &[("encryptedData", "data")]);
    let output = sealed(fle(), &rule, &input).unwrap();
    assert_eq!(output["encryptedData"]["field1"], "v");
    assert_ne!(output["encryptedData"]["iv"], "old");
    assert_eq!(output.get("data"), None);
    // And back: the object keeps what is none of the scheme's.
    assert_eq!(
        opened(fle(), &rule, &output).unwrap(),
        json!({"encryptedData": {"field1": "v"}, "data": {"a": 1}})
    );
}

#[test]
fn row_6_into_the_parent() {
    let input = json!({"a": {"encryptedData": {"s": 1}, "k": 2}});
    let output = sealed(jwe(), &rule(&[("a.encryptedData", "a")], &[]), &input).unwrap();
    assert_eq!(output["a"]["k"], 2);
    assert_eq!(inside(&output["a"]["encryptedData"]), r#"{"s":1}"#);
}

#[test]
fn row_7_a_missing_value_is_an_error_or_skipped() {
    for input in [json!({"other": 1}), json!({"a": null}), json!({"a": {}})] {
        let strict = rule(&[("a.b", "enc")], &[]);
        let error = sealed(jwe(), &strict, &input).unwrap_err();
        assert!(error.is_payload());
        assert!(error.to_string().contains("nothing to encrypt at $.a.b"), "{error}");
        let lenient = strict.with_missing_value(MissingValue::Skip);
        assert_eq!(sealed(jwe(), &lenient, &input).unwrap(), input);
    }
    // One of several is missing, and something else stands in the way: nothing that can be skipped.
    let wild = rule(&[("l[*].b", "l[*]")], &[]);
    assert!(sealed(jwe(), &wild, &json!({"l": [{"b": 1}, {}]})).is_err());
    let lenient = rule(&[("a.b", "enc")], &[]).with_missing_value(MissingValue::Skip);
    for input in [
        json!({"a": "{\"b\":1}"}),
        json!({"a": [{"b": 1}]}),
        json!([{"a": {"b": 1}}]),
    ] {
        assert!(sealed(jwe(), &lenient, &input).is_err(), "{input}");
    }
}

#[test]
fn row_8_a_missing_parent_is_an_error_or_created() {
    let input = json!({"data": {"x": 1}});
    let strict = rule(&[("data", "p.q.enc")], &[("p.q.enc", "r.s")]);
    assert!(
        sealed(jwe(), &strict, &input)
            .unwrap_err()
            .to_string()
            .contains("no object to hold $.p.q.enc")
    );
    let creating = strict.clone().with_missing_parent(MissingParent::Create);
    let output = sealed(jwe(), &creating, &input).unwrap();
    assert_eq!(inside(&output["p"]["q"]["enc"]["encryptedData"]), r#"{"x":1}"#);
    assert!(opened(jwe(), &strict, &output).unwrap_err().is_payload());
    assert_eq!(
        opened(jwe(), &creating, &output).unwrap(),
        json!({"p": {"q": {}}, "r": {"s": {"x": 1}}})
    );
}

#[test]
fn row_9_a_primitive_at_the_target_is_an_error() {
    let input = json!({"data": {}, "enc": "string"});
    let error = sealed(jwe(), &rule(&[("data", "enc")], &[]), &input).unwrap_err();
    assert!(error.to_string().contains("no object at $.enc"), "{error}");
    assert!(!error.to_string().contains("string"));
}

#[test]
fn row_10_arrays_are_encrypted_whole() {
    let output = sealed(
        jwe(),
        &rule(&[("items", "encryptedItems")], &[]),
        &json!({"items": [{}, {}]}),
    )
    .unwrap();
    assert_eq!(inside(&output["encryptedItems"]["encryptedData"]), "[{},{}]");
    assert_eq!(output.get("items"), None);
}

#[test]
fn row_11_wildcards_anywhere() {
    let input = json!({"fields": [{"field1": "AAAA", "field2": "asdf"}, {"field1": "BBBB"}]});
    let rule_11 = rule(
        &[("$.fields[*]field1", "$.fields[*]")],
        &[("$.fields[*]", "$.fields[*].field1")],
    );
    let output = sealed(jwe(), &rule_11, &input).unwrap();
    assert_eq!(inside(&output["fields"][0]["encryptedData"]), "\"AAAA\"");
    assert_eq!(inside(&output["fields"][1]["encryptedData"]), "\"BBBB\"");
    assert_eq!(output["fields"][0]["field2"], "asdf");
    assert_eq!(output["fields"][0].get("field1"), None);
    assert_eq!(opened(jwe(), &rule_11, &output).unwrap(), input);

    let nested = rule(&[("a[*].b.*.c", "a[*].b.*.d")], &[("a[*].b.*.d", "a[*].b.*.c")]);
    let input = json!({"a": [{"b": {"x": {"c": 1}, "y": {"c": 2, "k": 0}}}, {"b": {}}]});
    let output = sealed(fle(), &nested, &input).unwrap();
    assert_eq!(output["a"][0]["b"]["y"]["k"], 0);
    assert_eq!(output["a"][0]["b"]["x"].get("c"), None);
    assert_eq!(opened(fle(), &nested, &output).unwrap(), input);

    let in_place = rule(&[("[*]", "[*]")], &[("[*]", "[*]")]);
    let input = json!([1, "two", {"three": 3}]);
    let output = sealed(jwe(), &in_place, &input).unwrap();
    assert_eq!(inside(&output[1]["encryptedData"]), "\"two\"");
    assert_eq!(opened(jwe(), &in_place, &output).unwrap(), input);
    let outside = rule(&[("l[*]", "m[*]")], &[]);
    assert!(sealed(jwe(), &outside, &json!({"l": [1], "m": [{}]})).is_err());
    assert!(Mapping::new("a[*].b", "a").unwrap_err().is_configuration());
}

#[test]
fn keys_are_replaced_while_a_scheme_is_in_use() {
    let (old, new) = (private_key("pkcs8.pem"), private_key("other.pem"));
    let for_the = |key: &PrivateKey| {
        let jwe = jwe::Encrypter::new(key.public_key()).unwrap().encrypt(b"{\"a\":1}");
        json!({ "encryptedData": jwe.unwrap() })
    };
    let decrypter = Shared::new(jwe::Decrypter::new(&old).unwrap());
    let encrypter = Shared::new(jwe::Encrypter::new(old.public_key()).unwrap());
    let scheme = JweScheme::new()
        .with_encrypter(encrypter.clone())
        .with_decrypter(decrypter.clone());
    let rule = Rule::body();
    let opens = |message: &Value| opened(scheme.clone(), &rule, message).is_ok();
    assert!(opens(&for_the(&old)) && !opens(&for_the(&new)));

    decrypter.replace(jwe::Decrypter::new(&new).unwrap().with_key(&old, &[]).unwrap());
    assert!(opens(&for_the(&old)) && opens(&for_the(&new)), "both are live");

    let former = decrypter.replace(jwe::Decrypter::new(&new).unwrap());
    assert!(!opens(&for_the(&old)) && opens(&for_the(&new)));
    former
        .decrypt(for_the(&old)["encryptedData"].as_str().unwrap())
        .expect("what was begun with the former is finished with it");

    encrypter.replace(jwe::Encrypter::new(new.public_key()).unwrap());
    let sent = sealed(scheme.clone(), &rule, &json!({"a": 1})).unwrap();
    assert!(opens(&sent), "the new key encrypts and decrypts");
}

#[test]
fn field_level_keys_are_replaced_too() {
    let (old, new) = (private_key("pkcs8.pem"), private_key("other.pem"));
    let decrypter = Shared::new(fle::Decrypter::new(&old).unwrap());
    let encrypter = Shared::new(fle::Encrypter::new(old.public_key()).unwrap());
    let scheme = FleScheme::in_body("encryptedValue", ParameterNames::new("iv", "encryptedKey"))
        .with_encrypter(encrypter.clone())
        .with_decrypter(decrypter.clone());
    let rule = Rule::body();
    let before = sealed(scheme.clone(), &rule, &json!({"a": 1})).unwrap();
    encrypter.replace(fle::Encrypter::new(new.public_key()).unwrap());
    let after = sealed(scheme.clone(), &rule, &json!({"a": 1})).unwrap();
    let opens = |message: &Value| opened(scheme.clone(), &rule, message).is_ok();
    assert!(opens(&before) && !opens(&after));
    decrypter.replace(fle::Decrypter::new(&new).unwrap());
    assert!(!opens(&before) && opens(&after));

    // A replacement that lacks what the scheme sends is no reason to leave it out.
    let named = ParameterNames::new("iv", "encryptedKey").with_certificate_fingerprint("fingerprint");
    let encrypter = Shared::new(fle::Encrypter::from_certificate(&certificate()).unwrap());
    let scheme = FleScheme::in_body("encryptedValue", named).with_encrypter(encrypter.clone());
    sealed(scheme.clone(), &rule, &json!({"a": 1})).unwrap();
    encrypter.replace(fle::Encrypter::new(new.public_key()).unwrap());
    assert!(sealed(scheme, &rule, &json!({"a": 1})).unwrap_err().is_configuration());
}

#[test]
fn documents_are_bounded_before_and_after_encryption() {
    let encryption = |max| Encryption::new(jwe()).with_max_bytes(max);
    let body = br#"{"a":1,"note":"0123456789"}"#;
    let rule = rule(&[("a", "b")], &[]);
    let size = encryption(10_000).encrypt_by(&rule, body).unwrap().body.len();
    encryption(size).encrypt_by(&rule, body).unwrap();
    let error = encryption(size - 1).encrypt_by(&rule, body).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the payload is larger than is allowed after encryption"
    );
    let error = encryption(body.len() - 1).encrypt_by(&rule, body).unwrap_err();
    assert_eq!(error.to_string(), "the payload is larger than is allowed");
}

#[test]
fn wildcards_stand_for_a_bounded_number_of_places() {
    let rule = rule(&[], &[("a.*", "a.*")]);
    let members = |count: usize| {
        let all: Vec<String> = (0..count).map(|at| format!("\"{at}\":{{}}")).collect();
        format!("{{\"a\":{{{}}}}}", all.join(","))
    };
    let elements = |count: usize| format!("{{\"a\":[{}]}}", vec!["{}"; count].join(","));
    let open = |text: String| Encryption::new(jwe()).decrypt_by(&rule, &HeaderMap::new(), text.as_bytes());
    for text in [members(5000), elements(5000), elements(1 << 17)] {
        assert!(open(text).unwrap().is_none());
    }
    for text in [members((1 << 17) + 1), elements((1 << 17) + 1), elements((1 << 18) + 1)] {
        let error = open(text).unwrap_err();
        assert!(error.is_payload() && error.to_string().contains("more than"), "{error}");
    }
    // All wildcards of a rule share the bound.
    let nested = Rule::new().with_decrypted(Mapping::new("a[*].b[*]", "a[*].b[*]").unwrap());
    let inner = format!("{{\"b\":[{}]}}", vec!["1"; 400].join(","));
    let text = format!("{{\"a\":[{}]}}", vec![inner; 400].join(","));
    let error = Encryption::new(jwe())
        .decrypt_by(&nested, &HeaderMap::new(), text.as_bytes())
        .unwrap_err();
    assert!(error.to_string().contains("131072 places"), "{error}");
}

#[test]
fn large_objects_keep_their_members_and_their_order() {
    let all: Vec<String> = (0..200).map(|at| format!("\"m{at}\":{{\"x\":{}}}", at + 1)).collect();
    let text = format!("{{\"o\":{{{}}}}}", all.join(","));
    let seal = rule(&[("o.*.x", "o.*.y")], &[("o.*.y", "o.*.x")]);
    let encryption = Encryption::new(jwe());
    let sealed = encryption.encrypt_by(&seal, text.as_bytes()).unwrap().body;
    let opened = encryption
        .decrypt_by(&seal, &HeaderMap::new(), &sealed)
        .unwrap()
        .unwrap();
    assert_eq!(String::from_utf8(opened.body).unwrap(), text);
    // Members that move to another object, and one name that is there twice.
    let moved = rule(&[("o.*", "p.*")], &[]);
    let both = format!("{},\"p\":{{}}}}", text.strip_suffix('}').unwrap());
    let output: Value = serde_json::from_slice(&encryption.encrypt_by(&moved, both.as_bytes()).unwrap().body).unwrap();
    assert_eq!(output["o"], json!({}));
    assert_eq!(output["p"].as_object().unwrap().len(), 200);
    assert_eq!(inside(&output["p"]["m199"]["encryptedData"]), r#"{"x":200}"#);
    let twice = both.replace("\"m7\":", "\"m8\":");
    let error = encryption.encrypt_by(&moved, twice.as_bytes()).unwrap_err();
    assert!(error.to_string().contains("one name twice"), "{error}");
}

#[test]
fn row_12_decrypted_objects_are_merged() {
    let input = json!({
        "enc": wrapped(r#"{"field1":"field1Value","field2":"field2Value"}"#),
        "data": {"field1": "previous", "field3": "x"},
    });
    assert_eq!(
        opened(jwe(), &rule(&[], &[("enc", "data")]), &input).unwrap(),
        json!({"data": {"field1": "field1Value", "field2": "field2Value", "field3": "x"}})
    );
}

#[test]
fn row_13_other_values_overwrite() {
    for plaintext in ["1984", "false", "\"string\"", "[{},{}]"] {
        let input = json!({"enc": wrapped(plaintext), "data": {"old": 1}});
        let expected: Value = serde_json::from_str(plaintext).unwrap();
        assert_eq!(
            opened(jwe(), &rule(&[], &[("enc", "data")]), &input).unwrap(),
            json!({ "data": expected })
        );
    }
    let input = json!({"enc": wrapped("{}"), "data": "string"});
    assert!(opened(jwe(), &rule(&[], &[("enc", "data")]), &input).is_err());
}

#[test]
fn rows_14_and_21_decrypting_in_place() {
    let in_place = rule(&[("a.data", "a.data")], &[("a.data", "a.data")]);
    for value in [json!("string"), json!({"x": 1}), json!([1]), json!(7)] {
        let input = json!({"a": {"data": value, "k": 1}});
        for scheme in [Scheme::from(jwe()), Scheme::from(fle())] {
            let output = sealed(scheme.clone(), &in_place, &input).unwrap();
            assert_ne!(output, input);
            assert_eq!(opened(scheme, &in_place, &output).unwrap(), input);
        }
    }
    // A neighbour of the encrypted field in the same object stays.
    let input = json!({"a": {"encryptedData": made(r#"{"x":1}"#), "k": 2}});
    assert_eq!(
        opened(jwe(), &rule(&[], &[("a", "a")]), &input).unwrap(),
        json!({"a": {"k": 2, "x": 1}})
    );
}

#[test]
fn row_15_what_is_left_over() {
    let full = json!({"enc": {"encryptedData": made("1"), "field": "v"}, "k": 1});
    assert_eq!(
        opened(jwe(), &rule(&[], &[("enc", "data")]), &full).unwrap(),
        json!({"enc": {"field": "v"}, "k": 1, "data": 1})
    );
    // The path may lead to the JWE itself, as in Java: the object around it goes, if it has nothing else.
    let to_the_string = rule(&[], &[("$.enc.encryptedData", "$.data")]);
    assert_eq!(
        opened(jwe(), &to_the_string, &json!({"enc": wrapped("1"), "k": 1})).unwrap(),
        json!({"k": 1, "data": 1})
    );
    assert_eq!(
        opened(jwe(), &to_the_string, &full).unwrap(),
        json!({"enc": {"field": "v"}, "k": 1, "data": 1})
    );
    assert_eq!(
        opened(
            jwe(),
            &rule(&[], &[("$.encryptedData", "$")]),
            &json!({"encryptedData": made(r#"{"a":1}"#)})
        )
        .unwrap(),
        json!({"a": 1})
    );
}

#[test]
fn row_16_several_paths() {
    let two = rule(
        &[("data1", "enc1"), ("data2", "enc2")],
        &[("enc1", "data1"), ("enc2", "data2")],
    );
    let input = json!({"data1": {"a": 1}, "data2": {"b": 2}});
    let output = sealed(fle(), &two, &input).unwrap();
    assert_ne!(output["enc1"]["iv"], output["enc2"]["iv"]);
    assert_ne!(output["enc1"]["encryptedKey"], output["enc2"]["encryptedKey"]);
    assert_eq!(opened(fle(), &two, &output).unwrap(), input);

    let headers = ParameterNames::new("x-iv", "x-key").with_oaep_hash("x-hash");
    let scheme = with_keys(FleScheme::in_headers("encryptedValue", headers).unwrap());
    let encryption = Encryption::new(scheme);
    let sealed = encryption.encrypt_by(&two, input.to_string().as_bytes()).unwrap();
    let output: Value = serde_json::from_slice(&sealed.body).unwrap();
    assert_eq!(keys_of(&output["enc1"]), ["encryptedValue"]);
    let headers: HeaderMap = sealed.headers.into_iter().collect();
    assert_eq!(headers.len(), 3);
    let opened = encryption.decrypt_by(&two, &headers, &sealed.body).unwrap().unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&opened.body).unwrap(), input);
    assert_eq!(opened.headers.len(), 3);
    assert!(
        encryption
            .decrypt_by(&two, &HeaderMap::new(), &sealed.body)
            .unwrap_err()
            .is_payload()
    );
}

#[test]
fn rows_17_19_20_and_24_texts() {
    let json_form = rule(&[("data", "enc")], &[("enc", "data")]);
    let bare = json_form.clone().with_text_form(TextForm::Bare);
    for (text, bare_comes_back_as) in [
        ("s", json!("s")),
        ("a\n\r\t b", json!("a\n\r\t b")),
        ("1984", json!(1984)),
        ("true", json!(true)),
        ("{", json!("{")),
    ] {
        let input = json!({ "data": text });
        let output = sealed(jwe(), &json_form, &input).unwrap();
        assert_eq!(inside(&output["enc"]["encryptedData"]), json!(text).to_string());
        assert_eq!(opened(jwe(), &json_form, &output).unwrap(), input);

        let output = sealed(jwe(), &bare, &input).unwrap();
        assert_eq!(inside(&output["enc"]["encryptedData"]), text);
        assert_eq!(opened(jwe(), &bare, &output).unwrap()["data"], bare_comes_back_as);
    }
    let bare_text = json!({"enc": wrapped("message")});
    let error = opened(jwe(), &json_form, &bare_text).unwrap_err();
    assert_eq!(error.to_string(), "decryption failed");
}

#[test]
fn row_18_empty_values_are_an_error_or_encrypted() {
    for value in [json!(false), json!(0), json!(0.0), json!(-0.0), json!(""), Value::Null] {
        let input = json!({ "data": value });
        let strict = rule(&[("data", "enc")], &[("enc", "data")]);
        assert!(sealed(jwe(), &strict, &input).unwrap_err().is_payload(), "{value}");
        for scheme in [Scheme::from(jwe()), Scheme::from(fle())] {
            for form in [TextForm::Json, TextForm::Bare] {
                let encrypting = strict
                    .clone()
                    .with_empty_value(EmptyValue::Encrypt)
                    .with_text_form(form);
                let output = sealed(scheme.clone(), &encrypting, &input).unwrap();
                assert_eq!(output.get("data"), None, "{value}");
                assert_eq!(opened(scheme.clone(), &encrypting, &output).unwrap(), input);
            }
        }
    }
    for value in [json!({}), json!([]), json!([0]), json!("0")] {
        assert!(sealed(jwe(), &rule(&[("data", "enc")], &[]), &json!({ "data": value })).is_ok());
    }
}

#[test]
fn row_22_unrelated_fields_of_responses_stay() {
    let input = json!({"encryptedData": made(r#"{"a":1}"#), "page": 3});
    assert_eq!(
        opened(jwe(), &Rule::body(), &input).unwrap(),
        json!({"a": 1, "page": 3})
    );
}

#[test]
fn row_23_numbers_order_and_bytes_survive() {
    let big = "12345678901234567890.12345678901234567890e+400";
    let body = format!(
        "{{ \"z\":{big}, \"\\u0061\\/\" : [ 1.0 , -0 ],\n\"o\":{{\"keep\" : 1.10,\"card\": {{ \"n\":{big} }} ,\"last\":\"\\u00e9\"}},\"dup\":1,\"dup\":2}}"
    );
    let encryption = Encryption::new(jwe());
    let rule = rule(&[("o.card", "o.enc")], &[("o.enc", "o.card")]);
    let sealed = encryption.encrypt_by(&rule, body.as_bytes()).unwrap();
    let text = String::from_utf8(sealed.body.clone()).unwrap();
    let (before, after) = text.split_once("{\"encryptedData\":\"").unwrap();
    assert_eq!(
        before,
        format!("{{\"z\":{big},\"\\u0061\\/\":[ 1.0 , -0 ],\"o\":{{\"keep\":1.10,\"enc\":")
    );
    assert!(
        after.ends_with("\"},\"last\":\"\\u00e9\"},\"dup\":1,\"dup\":2}"),
        "{after}"
    );
    let opened = encryption
        .decrypt_by(&rule, &HeaderMap::new(), &sealed.body)
        .unwrap()
        .unwrap();
    let text = String::from_utf8(opened.body).unwrap();
    assert!(text.contains(&format!("\"card\":{{ \"n\":{big} }},\"last\"")), "{text}");
}

#[test]
fn a_name_that_comes_twice_hides_nothing() {
    let encryption = Encryption::new(jwe());
    let rule = rule(&[("card", "enc")], &[]);
    for body in [r#"{"card":"a","card":"b"}"#, r#"{"card":"a","c\u0061rd":"b"}"#] {
        let error = encryption.encrypt_by(&rule, body.as_bytes()).unwrap_err();
        assert!(error.to_string().contains("one name twice"), "{error}");
    }
    // Another spelling of the same name is the same field.
    let sealed = encryption
        .encrypt_by(&rule, br#"{"c\u0061rd":"5555555555554444"}"#)
        .unwrap();
    assert!(!String::from_utf8(sealed.body).unwrap().contains("5555"));
}

#[test]
fn what_is_no_json_is_refused_with_no_word_of_it() {
    let encryption = Encryption::new(jwe()).with_max_bytes(64);
    for body in [
        &b"card=5555555555554444"[..],
        b"",
        b"{\"a\":5555555555554444",
        b"\xff\xfe",
        &[b' '; 65],
    ] {
        let error = encryption.encrypt_by(&Rule::body(), body).unwrap_err();
        assert!(error.is_payload());
        assert!(!format!("{error:?}").contains("5555"));
    }
}

#[test]
fn rules_that_contradict_themselves_are_refused() {
    let refused = |scheme: Scheme, rule: Rule| {
        Encryption::new(scheme)
            .with_rule(Target::any(), rule)
            .unwrap_err()
            .to_string()
    };
    for (one, other) in [("a", "a.b"), ("a", "a"), ("a[*].b", "a[0].b"), ("$", "x"), ("*", "a")] {
        let twice = Rule::new()
            .with_encrypted(Mapping::new(one, one).unwrap())
            .with_encrypted(Mapping::new(other, other).unwrap());
        assert!(
            refused(jwe().into(), twice).contains("one may hold the other"),
            "{one} {other}"
        );
    }
    assert!(refused(jwe().into(), rule(&[("a", "e"), ("b", "e")], &[])).contains("the same place"));
    assert!(refused(JweScheme::new().into(), Rule::body()).contains("no encrypter"));
    let bare_key = FleScheme::in_body("v", names())
        .with_encrypter(fle::Encrypter::new(private_key("pkcs8.pem").public_key()).unwrap());
    assert!(refused(bare_key.into(), Rule::body()).contains("certificate"));
    let string = Rule::new().with_encrypted(Mapping::new("a", "a").unwrap().as_string());
    assert!(refused(fle().into(), string).contains("only a JWE"));
}

#[test]
fn a_field_becomes_a_jwe_string_once() {
    let string = Rule::new()
        .with_encrypted(Mapping::new("encryptedCard", "encryptedCard").unwrap().as_string())
        .with_decrypted(Mapping::new("encryptedCard", "encryptedCard").unwrap());
    let input = json!({"encryptedCard": {"n": "5555555555554444"}, "k": 1});
    let output = sealed(jwe(), &string, &input).unwrap();
    assert_eq!(inside(&output["encryptedCard"]), r#"{"n":"5555555555554444"}"#);
    // A JWE is left as it is only where the caller says that it is one.
    let error = sealed(jwe(), &string, &output).unwrap_err();
    assert!(
        error.is_payload() && error.to_string().contains("looks encrypted already"),
        "{error}"
    );
    let said = Mapping::new("encryptedCard", "encryptedCard").unwrap().as_string();
    let said = Rule::new().with_encrypted(said.with_encrypted_already());
    assert_eq!(sealed(jwe(), &said, &output).unwrap(), output);
    assert_ne!(
        sealed(jwe(), &said, &json!({ "encryptedCard": "4" })).unwrap()["encryptedCard"],
        "4"
    );
    assert_eq!(opened(jwe(), &string, &output).unwrap(), input);
    for looks_like_one in ["a.b.c.d.e", "e30.b.c.d.e", "5555555555554444"] {
        let output = sealed(jwe(), &string, &json!({ "encryptedCard": looks_like_one })).unwrap();
        assert_ne!(output["encryptedCard"], looks_like_one);
    }
}

#[test]
fn requests_and_responses_may_name_fields_differently() {
    let scheme = jwe()
        .with_field("encryptedData")
        .with_response_field("encryptedResponse");
    let output = sealed(scheme.clone(), &Rule::body(), &json!({"a": 1})).unwrap();
    assert_eq!(keys_of(&output), ["encryptedData"]);
    let response = json!({ "encryptedResponse": made("{\"b\":2}") });
    assert_eq!(opened(scheme, &Rule::body(), &response).unwrap(), json!({"b": 2}));

    let other = FleScheme::in_body("value", ParameterNames::new("vector", "key"));
    let both = fle().with_response_of(&other);
    let theirs = sealed(with_keys(other), &Rule::body(), &json!({"c": 3})).unwrap();
    assert_eq!(opened(both, &Rule::body(), &theirs).unwrap(), json!({"c": 3}));
}

#[test]
fn the_first_rule_whose_target_it_is_holds() {
    let encryption = Encryption::new(jwe())
        .with_rule(Target::operation("open"), Rule::body())
        .unwrap()
        .with_rule(Target::route("POST", "/cards/{id}"), rule(&[("card", "card")], &[]))
        .unwrap()
        .with_rule(Target::matching(|call| call.path.starts_with("/none")), Rule::new())
        .unwrap();
    let body = br#"{"card":1}"#;
    let keys = |call: Call<'_>| {
        encryption
            .encrypt(&call, body)
            .unwrap()
            .map(|sealed| keys_of(&serde_json::from_slice(&sealed.body).unwrap()))
    };
    assert_eq!(
        keys(Call::new("POST", "/cards/7").with_operation("open")),
        Some(vec!["encryptedData".to_owned()])
    );
    assert_eq!(
        keys(Call::new("POST", "/v1/cards/7?x=1")),
        Some(vec!["card".to_owned()])
    );
    assert_eq!(keys(Call::new("POST", "/none")), None);
    // What none of them is about is refused, unless that is allowed.
    let other = Call::new("PUT", "/cards/7");
    let error = encryption.encrypt(&other, body).unwrap_err();
    assert!(
        error.is_payload() && error.to_string().contains("no rule of the encryption matches"),
        "{error}"
    );
    assert!(encryption.encrypt(&other, b"").unwrap().is_none());
    let passing = encryption.clone().with_unmatched_calls(UnmatchedCall::Pass);
    assert!(passing.encrypt(&other, body).unwrap().is_none());
    assert!(Encryption::new(jwe()).encrypt(&other, body).unwrap().is_none());
}

#[test]
fn responses_without_anything_encrypted_are_left_alone() {
    let rule = rule(&[], &[("enc", "data")]);
    for input in [
        json!({"a": 1}),
        json!([1]),
        json!("text"),
        json!({"enc": null}),
        json!({"enc": {"other": 1}}),
    ] {
        let opened = Encryption::new(fle())
            .decrypt_by(&rule, &HeaderMap::new(), input.to_string().as_bytes())
            .unwrap();
        assert!(opened.is_none(), "{input}");
    }
    let opened = opened(jwe(), &Rule::body(), &json!("text")).unwrap();
    assert_eq!(opened, json!("text"));
}

#[test]
fn no_byte_of_a_jwe_in_a_document_can_be_changed() {
    let body = sealed(jwe(), &Rule::body(), &json!({"a": 1})).unwrap();
    let text = body["encryptedData"].as_str().unwrap();
    for at in 0..text.len() {
        let other = match text.as_bytes()[at] {
            b'A' => "Q",
            _ => "A",
        };
        let forged = json!({ "encryptedData": format!("{}{other}{}", &text[..at], &text[at + 1..]) });
        assert!(opened(jwe(), &Rule::body(), &forged).is_err(), "{at}");
    }
}

#[test]
fn debug_shows_neither_keys_nor_documents() {
    let encryption = Encryption::new(jwe()).with_rule(Target::any(), Rule::body()).unwrap();
    let body = sealed(jwe(), &Rule::body(), &json!({"n": "5555555555554444"})).unwrap();
    let opened = encryption
        .decrypt_by(&Rule::body(), &HeaderMap::new(), body.to_string().as_bytes())
        .unwrap();
    assert!(!format!("{opened:?}").contains("5555"));
    assert!(format!("{encryption:?}").contains("Any"));
    let partly = encryption
        .encrypt_by(&rule(&[("a", "a")], &[]), br#"{"a":1,"n":"5555555555554444"}"#)
        .unwrap();
    assert_eq!(format!("{partly:?}"), "Sealed { headers: [], .. }");
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".*".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map(".{0,5}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// JSON as text: numbers of any length, names in any order, escapes and space.
fn any_json_text() -> impl Strategy<Value = String> {
    let string = prop_oneof![
        ".{0,8}".prop_map(|text| Value::from(text).to_string()),
        Just(r#""\u00e9\/\ud83d\ude00\n""#.to_owned()),
    ];
    let leaf = prop_oneof![
        "(null|true|false)",
        r"-?(0|[1-9][0-9]{0,40})(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,5})?",
        string.clone(),
    ];
    leaf.prop_recursive(4, 24, 4, move |inner| {
        let space = "[ \t\r\n]{0,2}";
        prop_oneof![
            (proptest::collection::vec(inner.clone(), 0..4), space)
                .prop_map(|(items, space)| format!("[{}{space}]", items.join(&format!("{space},{space}")))),
            (proptest::collection::vec((string.clone(), inner), 0..4), space).prop_map(|(members, space)| {
                let members: Vec<String> = members
                    .iter()
                    .map(|(name, value)| format!("{name}{space}:{value}"))
                    .collect();
                format!("{{{}{space}}}", members.join(&format!(",{space}")))
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_byte_of_any_json_comes_back(value in any_json_text(), rest in any_json_text()) {
        // Names that sort neither way, so that an order made anew would show.
        let text = format!("{{\"z\":{rest},\"data\":{value},\"a\":{rest},\"m\":1.10}}");
        let rule = rule(&[("data", "enc")], &[("enc", "data")]).with_empty_value(EmptyValue::Encrypt);
        for scheme in [Scheme::from(jwe()), Scheme::from(fle())] {
            let encryption = Encryption::new(scheme);
            let sealed = encryption.encrypt_by(&rule, text.as_bytes()).unwrap();
            let opened = encryption.decrypt_by(&rule, &HeaderMap::new(), &sealed.body).unwrap().unwrap();
            prop_assert_eq!(std::str::from_utf8(&opened.body).unwrap(), &text);
        }
    }

    #[test]
    fn any_json_comes_back(value in any_json(), rest in any_json()) {
        let rule = rule(&[("o.data", "o.enc")], &[("o.enc", "o.data")]).with_empty_value(EmptyValue::Encrypt);
        let input = json!({"rest": rest, "o": {"data": value, "rest": rest}});
        for scheme in [Scheme::from(jwe()), Scheme::from(fle())] {
            let encryption = Encryption::new(scheme);
            let text = input.to_string();
            let sealed = encryption.encrypt_by(&rule, text.as_bytes()).unwrap();
            let opened = encryption.decrypt_by(&rule, &HeaderMap::new(), &sealed.body).unwrap().unwrap();
            prop_assert_eq!(String::from_utf8(opened.body).unwrap(), text);
        }
    }

    #[test]
    fn a_whole_body_comes_back(value in any_json()) {
        let rule = Rule::body().with_empty_value(EmptyValue::Encrypt);
        let encryption = Encryption::new(jwe());
        let sealed = encryption.encrypt_by(&rule, value.to_string().as_bytes()).unwrap();
        let opened = encryption.decrypt_by(&rule, &HeaderMap::new(), &sealed.body).unwrap().unwrap();
        prop_assert_eq!(String::from_utf8(opened.body).unwrap(), value.to_string());
    }

    #[test]
    fn paths_and_documents_of_any_kind_do_no_harm(path in "[$.\\[\\]*'a-c0-9]{0,12}", text in ".{0,40}", value in any_json()) {
        let _ = Official::from_json(text.as_bytes());
        if let Ok(mapping) = Mapping::new(&path, &path) {
            let shown: mc_auth::payload::Path = mapping.from().to_string().parse().unwrap();
            prop_assert_eq!(&shown, mapping.from());
            let rule = Rule::new().with_encrypted(mapping.clone()).with_decrypted(mapping);
            let encryption = Encryption::new(jwe());
            for body in [text, value.to_string()] {
                let _ = encryption.encrypt_by(&rule, body.as_bytes());
                let _ = encryption.decrypt_by(&rule, &HeaderMap::new(), body.as_bytes());
            }
        }
    }
}

#[test]
fn javas_configuration_is_read() {
    let official = Official::from_json(
        br#"{
            "encryptionPaths": {"$.foo": "$.encryptedFoo"},
            "decryptionPaths": {"$.encryptedFoo": "$.foo"},
            "oaepPaddingDigestAlgorithm": "SHA-512",
            "encryptedValueFieldName": "encryptedValue",
            "encryptedKeyFieldName": "encryptedKey",
            "ivFieldName": "iv",
            "oaepPaddingDigestAlgorithmFieldName": "oaepHashingAlgorithm",
            "encryptionCertificateFingerprintFieldName": "certificate",
            "encryptionKeyFingerprintFieldName": "key",
            "encryptionKeyFingerprint": "custom",
            "fieldValueEncoding": "BASE64",
            "encryptionCertificate": "a.pem"
        }"#,
    )
    .unwrap();
    assert!(!official.is_jwe());
    assert_eq!(official.encryption_certificate(), Some("a.pem"));
    assert_eq!(official.decryption_key(), None);
    let encryption = official
        .into_encryption(Some(&certificate()), &[private_key("pkcs8.pem")])
        .unwrap();
    let call = Call::new("POST", "/anything");
    let sealed = encryption.encrypt(&call, br#"{"foo":{"a":1}}"#).unwrap().unwrap();
    let body: Value = serde_json::from_slice(&sealed.body).unwrap();
    assert_eq!(body["encryptedFoo"]["oaepHashingAlgorithm"], "SHA512");
    assert_eq!(body["encryptedFoo"]["key"], "custom");
    assert_eq!(
        body["encryptedFoo"]["certificate"],
        certificate().fingerprint_sha256().to_base64()
    );
    let opened = encryption
        .decrypt(&call, &HeaderMap::new(), &sealed.body)
        .unwrap()
        .unwrap();
    assert_eq!(opened.body, br#"{"foo":{"a":1}}"#);
    assert!(encryption.encrypt(&call, b"{}").unwrap_err().is_payload());
}

#[test]
fn nodes_configuration_is_read() {
    let official = Official::from_json(
        br#"{
            "paths": [
                {"path": "/resource/[0-9]+", "toEncrypt": [{"element": "a.b", "obj": "x.y"}], "toDecrypt": [{"element": "x.y", "obj": "a.b"}]},
                {"path": "/resource", "toEncrypt": [{"element": "", "obj": "encryptedData"}], "toDecrypt": []}
            ],
            "ivHeaderName": "x-iv", "encryptedKeyHeaderName": "x-key", "encryptedValueFieldName": "value",
            "oaepHashingAlgorithmHeaderName": "x-hash",
            "publicKeyFingerprintType": "certificate", "publicKeyFingerprintHeaderName": "x-fingerprint",
            "dataEncoding": "hex", "privateKey": "./private.key"
        }"#,
    )
    .unwrap()
    .with_rules(|rule| rule.with_missing_value(MissingValue::Skip));
    assert_eq!(official.decryption_key(), Some("./private.key"));
    let encryption = official
        .into_encryption(Some(&certificate()), &[private_key("pkcs8.pem")])
        .unwrap();
    let call = Call::new("POST", "/resource/7?q=1");
    let sealed = encryption.encrypt(&call, br#"{"a":{"b":"text"}}"#).unwrap().unwrap();
    let headers: HeaderMap = sealed.headers.into_iter().collect();
    assert_eq!(headers["x-fingerprint"], certificate().fingerprint_sha256().to_hex());
    assert_eq!(headers["x-hash"], "SHA256");
    let opened = encryption.decrypt(&call, &headers, &sealed.body).unwrap().unwrap();
    assert_eq!(
        serde_json::from_slice::<Value>(&opened.body).unwrap(),
        json!({"a": {"b": "text"}, "x": {}})
    );
    assert_eq!(opened.headers.len(), 4);

    let sealed = encryption
        .encrypt(&Call::new("POST", "/resource"), b"{\"a\":1}")
        .unwrap()
        .unwrap();
    let body: Value = serde_json::from_slice(&sealed.body).unwrap();
    assert_eq!(keys_of(&body), ["encryptedData"]);
    assert!(encryption.encrypt(&Call::new("POST", "/other"), b"{}").is_err());
    let skipped = encryption.encrypt(&call, br#"{"c":1}"#).unwrap().unwrap();
    assert_eq!(skipped.body, br#"{"c":1}"#);
    assert!(skipped.headers.is_empty());
}

#[test]
fn pythons_and_jwe_configurations_are_read() {
    let official = Official::from_json(
        br#"{
            "paths": {"$": {"toEncrypt": {"a": "b"}, "toDecrypt": {"b": "a"}}},
            "encryptedValueFieldName": "jwe", "publicKeyFingerprintType": "certificate", "dataEncoding": "base64"
        }"#,
    )
    .unwrap();
    assert!(official.is_jwe());
    let encryption = official.into_encryption(Some(&certificate()), &[]).unwrap();
    let sealed = encryption
        .encrypt(&Call::new("POST", "/"), br#"{"a":1}"#)
        .unwrap()
        .unwrap();
    let body: Value = serde_json::from_slice(&sealed.body).unwrap();
    assert_eq!(inside(&body["b"]["jwe"]), "1");

    let encryption = Official::from_json(b"{}")
        .unwrap()
        .into_encryption_with_key(
            Some(private_key("pkcs8.pem").public_key()),
            &[private_key("other.pem"), private_key("pkcs8.pem")],
        )
        .unwrap();
    let call = Call::new("POST", "/");
    let sealed = encryption.encrypt(&call, br#"{"a":1}"#).unwrap().unwrap();
    let opened = encryption
        .decrypt(&call, &HeaderMap::new(), &sealed.body)
        .unwrap()
        .unwrap();
    assert_eq!(opened.body, br#"{"a":1}"#);
}

#[test]
fn configurations_that_cannot_be_meant_are_refused() {
    for text in [
        "",
        "[]",
        r#"{"encryptionPath": {"$": "$"}}"#,
        r#"{"encryptionPaths": {}, "paths": []}"#,
        r#"{"encryptionPaths": {"$..a": "$"}}"#,
        r#"{"encryptionPaths": {"a[*]": "b"}}"#,
        r#"{"paths": {"/x": {}}}"#,
        r#"{"paths": [{"path": "(", "toEncrypt": []}]}"#,
        r#"{"paths": [{"path": "/", "toEncrpt": []}]}"#,
        r#"{"ivFieldName": "iv", "encryptedKeyFieldName": "key"}"#,
        r#"{"scheme": "ROT13"}"#,
    ] {
        let error = Official::from_json(text.as_bytes()).unwrap_err();
        assert!(error.is_configuration(), "{text}");
    }
    for text in [
        r#"{"ivFieldName": "iv", "encryptedValueFieldName": "v"}"#,
        r#"{"scheme": "LEGACY", "encryptedValueFieldName": "v"}"#,
        r#"{"ivHeaderName": "not a header", "encryptedKeyHeaderName": "k", "encryptedValueFieldName": "v"}"#,
        r#"{"ivFieldName": "iv", "encryptedKeyFieldName": "k", "encryptedValueFieldName": "v", "dataEncoding": "utf8"}"#,
        r#"{"ivFieldName": "iv", "encryptedKeyFieldName": "k", "encryptedValueFieldName": "v", "oaepPaddingDigestAlgorithm": "MD5"}"#,
        r#"{"publicKeyFingerprintType": "other"}"#,
    ] {
        let error = Official::from_json(text.as_bytes())
            .unwrap()
            .into_encryption(Some(&certificate()), &[])
            .unwrap_err();
        assert!(error.is_configuration(), "{text}");
    }
    assert!(
        Official::from_json(b"{}")
            .unwrap()
            .into_encryption(None, &[])
            .unwrap_err()
            .is_configuration()
    );
}

// From here on ../shared/vectors is read, which is beside the working copy in some places and not in others.

fn shared(name: &str) -> Option<Vec<u8>> {
    let read = std::fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../../shared/vectors")
            .join(name),
    );
    if read.is_err() {
        println!("skipped: ../shared is not here");
    }
    read.ok()
}

#[test]
fn the_official_field_level_vectors() {
    // Where the expectation is taken for a defect, or is of another test set-up.
    const DIFFERENT: [(&str, &str); 3] = [
        (
            "ShouldUseProvidedEncryptionParams_WhenPassedAsArgument",
            "its parameters are an argument of the Java test and not in the vector",
        ),
        (
            "ShouldThrowEncryptionException_WhenDecryptionErrorOccurs",
            "its wrong key is a setting of the Java test and not in the vector; tested with another key below",
        ),
        (
            "ShouldKeepCertificateAndKeyFingerprints_WhenFieldNamesNotSetInConfig",
            "its names are a setting of the Java test; run with those below",
        ),
    ];
    let (Some(text), Some(der)) = (
        shared("official-fle-vectors.json"),
        shared("official-keys/test_key_pkcs8-2048.der"),
    ) else {
        return;
    };
    let vectors: Value = serde_json::from_slice(&text).unwrap();
    let key = KeySource::bytes(der).private_key().unwrap();
    let mut passed = 0;
    for vector in vectors["vectors"].as_array().unwrap() {
        let name = vector["test"]
            .as_str()
            .unwrap()
            .trim_start_matches("testDecryptPayload_");
        let encoding = vector["encoding"].as_str().unwrap().parse().unwrap();
        let is_different = DIFFERENT.iter().find(|(different, _)| *different == name);
        let is_kept = name.starts_with("ShouldKeepCertificate");
        let names = if is_kept {
            ParameterNames::new("iv", "encryptedKey").with_oaep_hash("oaepHashingAlgorithm")
        } else {
            names()
        };
        let wrong = name.starts_with("ShouldThrowEncryptionException");
        let private = if wrong { private_key("pkcs8.pem") } else { key.clone() };
        let scheme = FleScheme::in_body("encryptedValue", names)
            .with_decrypter(fle::Decrypter::new(&private).unwrap().with_encoding(encoding));
        let mut rule = Rule::new().with_text_form(TextForm::Bare);
        for path in vector["decryption_paths"].as_array().unwrap() {
            let path = |at: usize| path[at].as_str().unwrap();
            rule = rule.with_decrypted(Mapping::new(path(0), path(1)).unwrap());
        }
        let input = &vector["input"];
        let outcome = opened(scheme, &rule, input);
        if let Some((_, why)) = is_different {
            println!("not as the official suite has it: {name}: {why}");
        }
        if is_kept {
            let left = &input["encryptedData"];
            assert_eq!(
                outcome.unwrap(),
                json!({"data": {}, "encryptedData": {
                    "encryptionCertificateFingerprint": left["encryptionCertificateFingerprint"],
                    "encryptionKeyFingerprint": left["encryptionKeyFingerprint"],
                }})
            );
        } else if name.starts_with("ShouldUseProvidedEncryptionParams") || !vector["throws"].is_null() {
            assert!(outcome.is_err(), "{name}");
        } else if !vector["expected"].is_null() {
            assert_eq!(outcome.unwrap(), vector["expected"], "{name}");
        } else {
            // The vector has plaintexts by path and no document: each must be where its mapping puts it, or nothing changes.
            let output = outcome.unwrap();
            for (from, plaintext) in vector["plaintext_by_path"].as_object().unwrap() {
                let plaintext = plaintext.as_str().unwrap();
                let expected = serde_json::from_str(plaintext).unwrap_or_else(|_| json!(plaintext));
                let to = vector["decryption_paths"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .find(|path| path[0].as_str().unwrap().trim_start_matches("$.") == from.trim_start_matches("$."))
                    .unwrap()[1]
                    .as_str()
                    .unwrap();
                let pointer = to.trim_start_matches('$').trim_start_matches('.').replace('.', "/");
                let found = output.pointer(&format!("/{pointer}")).unwrap();
                match expected.as_object() {
                    Some(members) => members
                        .iter()
                        .for_each(|(key, value)| assert_eq!(&found[key], value, "{name}")),
                    None => assert_eq!(found, &expected, "{name}"),
                }
            }
            if vector["plaintext_by_path"].as_object().unwrap().is_empty() {
                assert_eq!(&output, input, "{name}");
            } else {
                assert_ne!(&output, input, "{name}");
            }
        }
        passed += 1;
    }
    assert_eq!(passed, 32);
    println!("official vectors: {} of {passed}", passed - DIFFERENT.len());
}

#[test]
fn the_official_jwe_vectors_in_documents() {
    let (Some(text), Some(der)) = (
        shared("official-jwe-vectors.json"),
        shared("official-keys/test_key_pkcs8-2048.der"),
    ) else {
        return;
    };
    let vectors: Value = serde_json::from_slice(&text).unwrap();
    let key = KeySource::bytes(der).private_key().unwrap();
    let scheme = JweScheme::new().with_decrypter(jwe::Decrypter::new(&key).unwrap());
    for vector in vectors["vectors"].as_array().unwrap() {
        let plaintext = vector["plaintext"].as_str().unwrap();
        let expected = serde_json::from_str(plaintext).unwrap_or_else(|_| json!(plaintext));
        for from in ["enc", "enc.encryptedData"] {
            let rule = rule(&[], &[(from, "data")]).with_text_form(TextForm::Bare);
            let input = json!({"enc": {"encryptedData": vector["compact"]}});
            assert_eq!(
                opened(scheme.clone(), &rule, &input).unwrap(),
                json!({ "data": expected })
            );
        }
    }
}
