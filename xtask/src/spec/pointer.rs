//! JSON pointers (RFC 6901).

/// The pointer to the member `key` of what `parent` points to.
///
/// ```
/// assert_eq!(xtask::spec::pointer::child("/paths", "/v6/claims"), "/paths/~1v6~1claims");
/// ```
#[must_use]
pub fn child(parent: &str, key: &str) -> String {
    format!("{parent}/{}", escape(key))
}

/// The pointer to the element `index` of what `parent` points to.
#[must_use]
pub fn element(parent: &str, index: usize) -> String {
    format!("{parent}/{index}")
}

/// One key as it stands in a pointer.
#[must_use]
pub fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// One part of a pointer as the key that it names.
#[must_use]
pub fn unescape(part: &str) -> String {
    part.replace("~1", "/").replace("~0", "~")
}

/// The pointer to the parent, or `None` at the root.
#[must_use]
pub fn parent(pointer: &str) -> Option<&str> {
    pointer.rfind('/').and_then(|end| pointer.get(..end))
}
