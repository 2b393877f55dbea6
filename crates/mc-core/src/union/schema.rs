/// What a type looks like on the wire.
#[derive(Clone, Copy, Debug)]
pub enum Schema {
    /// Any JSON.
    Any,
    /// An object of which nothing is known.
    Object,
    /// A string.
    Text,
    /// A string of a form.
    Formatted(Format),
    /// A boolean.
    Bool,
    /// A whole number between two, both included.
    Integer(i64, u64),
    /// A number that keeps all its digits.
    Number,
    /// A number that keeps what a double holds.
    Double,
    /// A number that keeps what 32 bits hold.
    Float,
    /// One of these strings.
    Texts(&'static [&'static str]),
    /// One of these whole numbers.
    Integers(&'static [i64]),
    /// A value that is one of these JSON texts.
    Only(&'static Schema, &'static [&'static str]),
    /// A list.
    List(&'static Schema),
    /// An object with any names.
    Map(&'static Schema),
    /// `null`, or a value.
    Nullable(&'static Schema),
    /// The schema of another type, which may lead back to this one.
    Of(fn() -> &'static Schema),
    /// An object with these properties, and the schema of any others if there is one.
    Struct(&'static [Property], Option<&'static Schema>),
    /// One of several types; the property that tells them apart, if there is one.
    Union(Option<&'static str>, &'static [Member]),
}

/// A form of strings that is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `2026-02-28`.
    Date,
    /// `2026-02-28T10:30:00Z`.
    DateTime,
    /// `10:30:00`.
    Time,
    /// A UUID.
    Uuid,
    /// An address of IPv4.
    Ipv4,
    /// An address of IPv6.
    Ipv6,
    /// An e-mail address.
    Email,
    /// An absolute URI.
    Uri,
    /// Base64.
    Base64,
}

/// A property of an object.
#[derive(Clone, Copy, Debug)]
pub struct Property {
    /// The name, and others under which it is read.
    pub names: &'static [&'static str],
    /// Whether it has to be there.
    pub required: bool,
    /// Its value.
    pub schema: Schema,
}

/// One of the types that a union can be.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// The values of the union's tag that stand for it.
    pub tags: &'static [&'static str],
    /// What it looks like.
    pub schema: Schema,
}

/// A type that can be, or be in, a member of a union.
pub trait Described {
    /// What it looks like on the wire.
    fn schema() -> &'static Schema;
}
