//! Documents: taken as base64, processed in the background, handed out as one ZIP archive.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{Cursor, Read, Write};

use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use mc_core::values::Base64;
use serde_json::{Value, json};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::refusal::{Outcome, Refusal};
use super::values::Body;

/// The longest name, its ending included; the contract's own bound of 100 is never reached.
const MAX_NAME: usize = 16;

/// The longest base64 text that the field takes.
const MAX_TEXT: usize = 22_000_000;

/// What all documents of one transaction may have together.
const MAX_TOTAL: u64 = 18_000_000;

/// How long Mastercom takes to pick a document up, and to have it processed.
pub(super) const PICKED_UP: TimeDelta = TimeDelta::seconds(1);
pub(super) const PROCESSED: TimeDelta = TimeDelta::seconds(3);

/// Who handed a document in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Party {
    Sender,
    Receiver,
}

impl Party {
    pub(super) fn from_code(code: &str) -> Option<Self> {
        match code {
            "SND" => Some(Self::Sender),
            "REC" => Some(Self::Receiver),
            _ => None,
        }
    }

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Sender => "SND",
            Self::Receiver => "REC",
        }
    }
}

/// How far a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    Completed,
    Failed,
    Pending,
    Unavailable,
    NotApplicable,
}

impl Progress {
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Completed => "COMPLETED",
            Self::Failed => "FAILED",
            Self::Pending => "PENDING",
            Self::Unavailable => "UNAVAILABLE",
            Self::NotApplicable => "DOC_NOT_APPLICABLE",
        }
    }

    /// The coarser states that cases are searched by.
    pub(super) fn searched(self) -> &'static str {
        match self {
            Self::Completed => "COMPLETED",
            Self::Failed => "FAILED",
            Self::Pending | Self::Unavailable | Self::NotApplicable => "UNPROCESSED",
        }
    }
}

/// What a request brings along.
#[derive(Clone, Debug)]
pub(super) struct Upload {
    name: String,
    content: Bytes,
    /// Whether it will turn out to be of no use.
    broken: bool,
}

/// A document of an event.
#[derive(Clone, Debug)]
pub(super) struct Document {
    upload: Upload,
    pub(super) party: Party,
    pub(super) rebuttal: bool,
    uploaded: DateTime<Utc>,
}

impl Document {
    pub(super) fn progress(&self, now: DateTime<Utc>) -> Progress {
        match now - self.uploaded {
            age if age < PICKED_UP => Progress::Unavailable,
            age if age < PROCESSED => Progress::Pending,
            _ if self.upload.broken => Progress::Failed,
            _ => Progress::Completed,
        }
    }

    /// When it was or will be processed.
    pub(super) fn processed(&self) -> DateTime<Utc> {
        self.uploaded + PROCESSED
    }
}

/// The documents of one event.
#[derive(Clone, Debug, Default)]
pub(super) struct Documents {
    list: Vec<Document>,
}

impl Documents {
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub(super) fn latest(&self) -> Option<&Document> {
        self.list.last()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Document> {
        self.list.iter()
    }

    pub(super) fn size(&self) -> u64 {
        self.list
            .iter()
            .map(|document| document.upload.content.len() as u64)
            .sum()
    }

    pub(super) fn add(&mut self, upload: Upload, party: Party, rebuttal: bool, now: DateTime<Utc>) {
        self.list.push(Document {
            upload,
            party,
            rebuttal,
            uploaded: now,
        });
    }

    /// Takes out what failed, for something better is at hand.
    pub(super) fn drop_failed(&mut self, party: Party, now: DateTime<Utc>) {
        self.list
            .retain(|document| document.party != party || document.progress(now) != Progress::Failed);
    }

    /// The state of all of them together.
    pub(super) fn progress(&self, required: bool, now: DateTime<Utc>) -> Progress {
        let any = |wanted| self.list.iter().any(|document| document.progress(now) == wanted);
        if self.list.is_empty() {
            if required {
                Progress::Unavailable
            } else {
                Progress::NotApplicable
            }
        } else {
            [Progress::Failed, Progress::Unavailable, Progress::Pending]
                .into_iter()
                .find(|progress| any(*progress))
                .unwrap_or(Progress::Completed)
        }
    }

    /// The body of a download.
    pub(super) fn download(&self, format: &str, stem: &str, now: DateTime<Utc>) -> Outcome {
        let ready: Vec<&Upload> = self
            .list
            .iter()
            .filter(|document| document.progress(now) == Progress::Completed)
            .map(|document| &document.upload)
            .collect();
        if ready.is_empty() {
            let mut refusal = Refusal::unknown("documents");
            if let Some((_, value)) = refusal.details.first_mut() {
                self.progress(false, now).text().clone_into(value);
            }
            return Err(refusal);
        }
        let mut files: Vec<(String, Bytes)> = Vec::new();
        for upload in ready {
            match inside(upload) {
                Some(entries) => files.extend(entries),
                None => files.push((upload.name.clone(), upload.content.clone())),
            }
        }
        match format {
            "ORIGINAL" => {}
            "MERGED_PDF" => {
                let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
                files = vec![(format!("{stem}.pdf"), pdf(&names))];
            }
            "MERGED_TIFF" => files = vec![(format!("{stem}.tif"), tiff(files.len()))],
            _ => return Err(Refusal::invalid("format", "is ORIGINAL, MERGED_TIFF or MERGED_PDF")),
        }
        let archive = archive(&files).ok_or_else(|| Refusal::unknown("documents"))?;
        Ok(json!({"fileAttachment": {
            "filename": format!("{stem}.zip"),
            "file": Base64::from_bytes(archive).as_str(),
        }}))
    }
}

/// The attachment of a request, if it has one: what can be told at once is refused, the rest fails later.
pub(super) fn attachment(body: Body<'_>, stored: u64) -> Outcome<Option<Upload>> {
    let Some(attached) = body.object("fileAttachment") else {
        return Ok(None);
    };
    let name = attached.text("filename").unwrap_or_default();
    check_name(name, &["jpeg", "jpg", "tif", "tiff", "pdf", "zip"])
        .map_err(|rule| Refusal::invalid("fileAttachment.filename", rule))?;
    let text = attached.text("file").unwrap_or_default();
    let file = |rule: &str| Refusal::invalid("fileAttachment.file", rule);
    if text.is_empty() || text.len() > MAX_TEXT {
        return Err(file("has 1 to 22000000 characters"));
    }
    let content = Base64::from_wire(text).decode().map_err(|_| file("is base64"))?;
    if content.is_empty() {
        return Err(file("is not empty once it is decoded"));
    }
    if stored + content.len() as u64 > MAX_TOTAL {
        return Err(file(
            "and the other documents of the transaction have at most 18000000 bytes",
        ));
    }
    let mut upload = Upload {
        name: name.to_owned(),
        content: Bytes::from(content),
        broken: false,
    };
    upload.broken = match ending(name).as_str() {
        "zip" => inside(&upload).is_none(),
        ending => !looks_like(ending, &upload.content),
    };
    Ok(Some(upload))
}

/// The dispute form that is made from a request's fields.
pub(super) fn form(stem: &str) -> Upload {
    let name = format!("{stem}.pdf");
    Upload {
        content: pdf(&[&name]),
        name,
        broken: false,
    }
}

fn ending(name: &str) -> String {
    name.rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase())
        .unwrap_or_default()
}

fn check_name(name: &str, endings: &[&str]) -> Result<(), &'static str> {
    let stem = name.rsplit_once('.').map_or("", |(stem, _)| stem);
    if name.len() > MAX_NAME {
        Err("has at most 16 characters, its ending included")
    } else if !endings.contains(&ending(name).as_str()) {
        Err("ends in .jpeg, .jpg, .tif, .tiff, .pdf or .zip")
    } else if stem.is_empty() || !stem.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        Err("has English letters and digits only before its ending")
    } else {
        Ok(())
    }
}

/// Whether the first bytes are those of the kind of file that the name promises.
fn looks_like(ending: &str, content: &[u8]) -> bool {
    match ending {
        "pdf" => content.starts_with(b"%PDF"),
        "jpg" | "jpeg" => content.starts_with(&[0xFF, 0xD8, 0xFF]),
        "tif" | "tiff" => content.starts_with(b"II*\0") || content.starts_with(b"MM\0*"),
        _ => false,
    }
}

/// What is in a ZIP file, if it is one and every rule holds inside it, too.
fn inside(upload: &Upload) -> Option<Vec<(String, Bytes)>> {
    let mut archive = ZipArchive::new(Cursor::new(&upload.content)).ok()?;
    let mut files = Vec::new();
    let mut left = MAX_TOTAL;
    for index in 0..archive.len() {
        let file = archive.by_index(index).ok()?;
        let name = file.name().ok()?.into_owned();
        check_name(&name, &["jpeg", "jpg", "tif", "tiff", "pdf"]).ok()?;
        let mut content = Vec::new();
        let read = file.take(left + 1).read_to_end(&mut content).ok()? as u64;
        left = left.checked_sub(read)?;
        if !looks_like(&ending(&name), &content) {
            return None;
        }
        files.push((name, Bytes::from(content)));
    }
    (!files.is_empty()).then_some(files)
}

fn archive(files: &[(String, Bytes)]) -> Option<Vec<u8>> {
    let mut names = BTreeSet::new();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let mut unique = name.clone();
        let mut count = 1;
        while !names.insert(unique.clone()) {
            count += 1;
            unique = format!("{count}{name}");
        }
        writer.start_file(unique, SimpleFileOptions::default()).ok()?;
        writer.write_all(content).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}

/// A PDF with a page a document, which names it.
fn pdf(names: &[&str]) -> Bytes {
    let pages: Vec<usize> = (0..names.len()).map(|index| 4 + 2 * index).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Count {} /Kids [{}] >>",
            pages.len(),
            pages
                .iter()
                .map(|page| format!("{page} 0 R"))
                .collect::<Vec<_>>()
                .join(" ")
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    for (name, page) in names.iter().zip(&pages) {
        let name: String = name
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || "._-".contains(*c))
            .collect();
        let text = format!("BT /F1 12 Tf 72 720 Td ({name}) Tj ET");
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
            page + 1
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()));
    }
    let mut file = "%PDF-1.5\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (index, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let start = file.len();
    let size = objects.len() + 1;
    let _ = write!(
        file,
        "{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    );
    Bytes::from(file)
}

/// A TIFF with a white page of one pixel a document.
fn tiff(pages: usize) -> Bytes {
    // Width, length, bits, no compression, zero is white, where the strip is, rows and bytes of it.
    const TAGS: [(u16, u16); 8] = [
        (256, 3),
        (257, 3),
        (258, 3),
        (259, 3),
        (262, 3),
        (273, 4),
        (278, 3),
        (279, 4),
    ];
    const HEADER: u32 = 10;
    const DIRECTORY: u32 = 2 + 12 * 8 + 4;
    let mut file = b"II*\0".to_vec();
    file.extend(HEADER.to_le_bytes());
    // The strip that all pages share: one white pixel, and a byte to stay even.
    file.extend([0, 0]);
    let mut at = HEADER;
    for page in 0..pages {
        at += DIRECTORY;
        file.extend(8_u16.to_le_bytes());
        for (tag, kind) in TAGS {
            let value: u32 = match tag {
                262 => 0,
                273 => 8,
                _ => 1,
            };
            file.extend(tag.to_le_bytes());
            file.extend(kind.to_le_bytes());
            file.extend(1_u32.to_le_bytes());
            file.extend(value.to_le_bytes());
        }
        let next = if page + 1 == pages { 0 } else { at };
        file.extend(next.to_le_bytes());
    }
    Bytes::from(file)
}

/// A small document that seeds attach.
pub(super) fn sample(name: &str) -> Value {
    json!({"filename": name, "file": Base64::from_bytes(pdf(&[name])).as_str()})
}
