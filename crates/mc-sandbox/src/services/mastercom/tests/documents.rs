//! Documents in and out.

use std::io::{Cursor, Read, Write};

use mc_core::values::Base64;
use mc_mastercom::operations as op;
use serde_json::{Value, json};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::bench::{Bench, PDF, Refused, chargeback, text, with};
use crate::services::mastercom::documents::attachment;
use crate::services::mastercom::values::Body;

fn zipped(files: &[(&str, &[u8])]) -> String {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    Base64::from_bytes(writer.finish().unwrap().into_inner())
        .as_str()
        .to_owned()
}

fn unzipped(answer: &Value) -> Vec<(String, Vec<u8>)> {
    let bytes = Base64::from_wire(answer["fileAttachment"]["file"].as_str().unwrap())
        .decode()
        .unwrap();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().unwrap().into_owned(), content)
        })
        .collect()
}

fn attached(name: &str, file: &str) -> Value {
    json!({"fileAttachment": {"filename": name, "file": file}})
}

/// A chargeback with a document; the path that names it.
fn charge(bench: &mut Bench, document: &Value) -> [(&'static str, String); 2] {
    let claim = bench.open("100.00");
    let body = with(chargeback(), document);
    let id = text(&bench.send(&op::CREATE_CHARGEBACK, &[("claim-id", &claim)], &body)["chargebackId"]);
    [("claim-id", claim), ("chargeback-id", id)]
}

fn status(bench: &mut Bench, path: &[(&str, &str)]) -> String {
    let body = json!({"chargebackList": [{"claimId": path[0].1, "chargebackId": path[1].1}]});
    let answer = bench.send(&op::RETRIEVE_CHARGEBACK_STATUS, &[], &body);
    let status = text(&answer["chargebackResponseList"][0]["status"]);
    assert_eq!(
        bench.detail(path[0].1)["chargebackDetails"][0]["documentStatus"],
        status.as_str()
    );
    status
}

#[test]
fn a_document_is_picked_up_processed_and_handed_out() {
    let mut bench = Bench::new();
    let path = charge(&mut bench, &attached("letter.pdf", PDF));
    let path: Vec<(&str, &str)> = path.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let download = |bench: &mut Bench| -> Refused {
        bench.not_done(&op::GET_CHARGEBACK_DOCUMENTS, &path, &[("format", "ORIGINAL")], None)
    };
    assert_eq!(status(&mut bench, &path), "UNAVAILABLE");
    bench.wait(1);
    assert_eq!(status(&mut bench, &path), "PENDING");
    let refused = download(&mut bench);
    refused.misses("documents");
    assert_eq!(refused.details[0].1, "PENDING");
    bench.wait(2);
    assert_eq!(status(&mut bench, &path), "COMPLETED");
    let answer = bench.get(&op::GET_CHARGEBACK_DOCUMENTS, &path, &[("format", "ORIGINAL")]);
    assert_eq!(answer["fileAttachment"]["filename"], format!("CB_{}.zip", path[1].1));
    assert_eq!(unzipped(&answer), [("letter.pdf".to_owned(), b"%PDF-1.7\n".to_vec())]);
    bench
        .not_done(&op::GET_CHARGEBACK_DOCUMENTS, &path, &[], None)
        .is_about("format");
}

#[test]
fn an_archive_is_taken_apart_and_merged() {
    let mut bench = Bench::new();
    let archive = zipped(&[
        ("one.pdf", b"%PDF-1"),
        ("two.tif", b"II*\0..."),
        ("3.jpg", b"\xFF\xD8\xFF\xE0"),
    ]);
    let path = charge(&mut bench, &attached("papers.zip", &archive));
    let path: Vec<(&str, &str)> = path.iter().map(|(name, value)| (*name, value.as_str())).collect();
    bench.wait(3);
    let answer = bench.get(&op::GET_CHARGEBACK_DOCUMENTS, &path, &[("format", "ORIGINAL")]);
    let names: Vec<String> = unzipped(&answer).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["one.pdf", "two.tif", "3.jpg"]);

    let answer = bench.get(&op::GET_CHARGEBACK_DOCUMENTS, &path, &[("format", "MERGED_PDF")]);
    let files = unzipped(&answer);
    assert_eq!(files[0].0, format!("CB_{}.pdf", path[1].1));
    let pdf = String::from_utf8(files[0].1.clone()).unwrap();
    assert!(pdf.starts_with("%PDF-1.5\n") && pdf.ends_with("%%EOF\n") && pdf.contains("/Count 3 "));
    // Each entry of the table leads to its object.
    let table: usize = pdf.lines().rev().nth(1).unwrap().parse().unwrap();
    for (number, line) in pdf[table..]
        .lines()
        .skip(3)
        .take_while(|line| line.ends_with(" n "))
        .enumerate()
    {
        let at: usize = line[..10].parse().unwrap();
        assert!(pdf[at..].starts_with(&format!("{} 0 obj\n", number + 1)));
    }

    let answer = bench.get(&op::GET_CHARGEBACK_DOCUMENTS, &path, &[("format", "MERGED_TIFF")]);
    let tiff = unzipped(&answer).remove(0).1;
    let number = |at: usize| u32::from_le_bytes(tiff[at..at + 4].try_into().unwrap()) as usize;
    assert_eq!(&tiff[..4], b"II*\0");
    let mut pages = Vec::new();
    let mut at = number(4);
    while at != 0 {
        assert_eq!(tiff[at..at + 2], [8, 0]);
        pages.push(at);
        at = number(at + 2 + 12 * 8);
    }
    assert_eq!(pages.len(), 3);
    assert_eq!(tiff.len(), pages[2] + 2 + 12 * 8 + 4);
}

#[test]
fn the_dispute_form_is_made_on_request() {
    let mut bench = Bench::new();
    let path = charge(&mut bench, &json!({"chargebackEbdfDocuments": {}}));
    let path: Vec<(&str, &str)> = path.iter().map(|(name, value)| (*name, value.as_str())).collect();
    bench.wait(3);
    let answer = bench.get(&op::GET_CHARGEBACK_DOCUMENTS, &path, &[("format", "ORIGINAL")]);
    assert_eq!(unzipped(&answer)[0].0, "EBDF.pdf");
}

#[test]
fn a_chargeback_without_a_document_waits_for_it_eight_days() {
    let mut bench = Bench::new();
    let path = charge(&mut bench, &json!({}));
    let path: Vec<(&str, &str)> = path.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(status(&mut bench, &path), "DOC_NOT_APPLICABLE");
    let letter = attached("letter.pdf", PDF);
    let both = with(letter.clone(), &json!({"creditVoucherAction": "ACCEPT"}));
    bench
        .refused(&op::UPDATE_CHARGEBACK, &path, &both)
        .is_about("creditVoucherAction");
    bench
        .refused(&op::UPDATE_CHARGEBACK, &path, &json!({"memo": "Only"}))
        .is_about("creditVoucherAction");
    bench.wait(8 * 86_400);
    bench.send(&op::UPDATE_CHARGEBACK, &path, &letter);
    bench.wait(60);
    bench
        .refused(&op::UPDATE_CHARGEBACK, &path, &letter)
        .conflicts_with("chargebackId", path[1].1);
    let other = attached("other.pdf", PDF);
    bench
        .refused(&op::UPDATE_CHARGEBACK, &path, &other)
        .conflicts_with("chargebackId", path[1].1);

    let mut bench = Bench::new();
    let path = charge(&mut bench, &json!({"documentIndicator": "true"}));
    let path: Vec<(&str, &str)> = path.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(status(&mut bench, &path), "UNAVAILABLE");
    bench.wait(8 * 86_400 + 1);
    bench
        .refused(&op::UPDATE_CHARGEBACK, &path, &letter)
        .conflicts_with("chargebackId", path[1].1);
}

#[test]
fn what_is_not_what_its_name_says_fails_later_and_can_be_replaced() {
    let text_file = Base64::from_bytes("no image").as_str().to_owned();
    for (name, file) in [
        ("letter.pdf", text_file.clone()),
        ("letter.jpg", text_file.clone()),
        ("letter.tiff", PDF.to_owned()),
        ("letter.zip", text_file),
        ("letter.zip", zipped(&[])),
        ("letter.zip", zipped(&[("a.docx", b"PK")])),
        ("letter.zip", zipped(&[("a.pdf", b"no")])),
        ("letter.zip", zipped(&[("a name.pdf", b"%PDF")])),
        ("letter.zip", zipped(&[("12345678901234.pdf", b"%PDF")])),
        ("letter.zip", zipped(&[("../a.pdf", b"%PDF")])),
    ] {
        let mut bench = Bench::new();
        let path = charge(&mut bench, &attached(name, &file));
        let path: Vec<(&str, &str)> = path.iter().map(|(name, value)| (*name, value.as_str())).collect();
        bench.wait(3);
        assert_eq!(status(&mut bench, &path), "FAILED", "{name}");
        assert!(bench.queue("Pending Documentation").contains(&path[0].1.to_owned()));
        bench
            .not_done(&op::GET_CHARGEBACK_DOCUMENTS, &path, &[("format", "ORIGINAL")], None)
            .misses("documents");
        bench.send(&op::UPDATE_CHARGEBACK, &path, &attached("better.pdf", PDF));
        bench.wait(3);
        assert_eq!(status(&mut bench, &path), "COMPLETED");
    }
}

#[test]
fn what_can_be_told_at_once_is_refused() {
    let mut bench = Bench::new();
    let claim = bench.open("100.00");
    let at = [("claim-id", claim.as_str())];
    for name in [
        "1234567890123.pdf",
        "a b.pdf",
        "a_b.pdf",
        "é.pdf",
        ".pdf",
        "pdf",
        "a.docx",
        "",
    ] {
        let body = with(chargeback(), &attached(name, PDF));
        bench
            .refused(&op::CREATE_CHARGEBACK, &at, &body)
            .is_about("fileAttachment.filename");
    }
    for file in ["This is no base64", "JVBERi0xLjcK!"] {
        let body = with(chargeback(), &attached("a.pdf", file));
        bench
            .refused(&op::CREATE_CHARGEBACK, &at, &body)
            .is_about("fileAttachment.file");
    }
    for name in ["123456789012.pdf", "A1.TIFF", "x.jpeg", "x.jpg", "x.tif"] {
        let body = attached(name, PDF);
        assert!(attachment(Body(&body), 0).is_ok(), "{name}");
    }
}

#[test]
fn the_stricter_of_two_sizes_counts() {
    // 22,000,000 characters of base64 are the most that a field takes.
    let text = "A".repeat(22_000_004);
    let body = attached("a.pdf", &text);
    assert!(
        attachment(Body(&body), 0).unwrap_err().details[0]
            .1
            .contains("22000000")
    );
    // Nine bytes, and 18,000,000 are the most that a transaction has.
    let body = attached("a.pdf", PDF);
    assert!(attachment(Body(&body), 18_000_000 - 9).is_ok());
    let refused = attachment(Body(&body), 18_000_000 - 8).unwrap_err();
    assert_eq!(refused.details[0].0, "fileAttachment.file");
    assert!(refused.details[0].1.contains("18000000"));
    // All documents of the dispute count, those of its case as well.
    let mut bench = Bench::new();
    bench.get(&op::HEALTHCHECK, &[], &[]);
    let state = bench.service.state.as_ref().unwrap();
    let one = state.document_size(&[200_002_020_655]);
    assert!(one > 0);
    assert_eq!(state.document_size(&[200_002_020_654]), 0);
    // Two chargebacks and a case, which is counted once although two claims know it.
    assert_eq!(state.document_size(&[200_002_020_657, 200_002_020_662]), 3 * one);
    // What an archive unpacks to counts as well.
    let mut content = b"%PDF".to_vec();
    content.resize(18_000_001, 0);
    let bomb = attached("a.zip", &zipped(&[("a.pdf", &content)]));
    let mut bench = Bench::new();
    let path = charge(&mut bench, &bomb);
    let path: Vec<(&str, &str)> = path.iter().map(|(name, value)| (*name, value.as_str())).collect();
    bench.wait(3);
    assert_eq!(status(&mut bench, &path), "FAILED");
}
