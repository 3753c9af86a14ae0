//! What failed, in the words of the catalogue: files that cannot be read, saving that was refused.

use smol_str::SmolStr;

use crate::app::storage::{Cause, Failure};
use crate::formats::{Expected, FileError, Location, Measure, Stranger, VERSION, Why};
use crate::text::messages::{self, Columns, Damage, Edits, Place, Refusal, Rows, Storage, Syntax};

/// So many characters of a file are shown where something is wrong.
const EXCERPT: usize = 24;
/// Two numbers of 16 hexadecimal digits and a hyphen.
const LONGEST_ID: usize = 33;

/// What is wrong with a file. `bytes` is the file, for an excerpt; empty where it is not at hand.
pub(super) fn damage(error: &FileError, bytes: &[u8]) -> Damage {
    match error {
        FileError::NotAPlan { why: Stranger::Empty } => Damage::Empty,
        FileError::NotAPlan { why: Stranger::NotJson | Stranger::OtherFormat } => Damage::NotAPlan,
        FileError::NotAPlan { why: Stranger::NoVersion } => {
            Damage::Missing { place: Place { line: 1, ..Place::default() }, field: SmolStr::new_static("version") }
        }
        FileError::TooNew { needs } => {
            let whole = |version: u64| usize::try_from(version).unwrap_or(usize::MAX);
            Damage::TooNew { version: whole(*needs), ours: whole(VERSION) }
        }
        FileError::Damaged { place, why } => damaged(place, why, bytes),
        FileError::TooLarge { place, what, found, limit } => {
            let (place, most) = (place_of(place), *limit);
            match what {
                Measure::Bytes => Damage::FileTooLarge { megabytes: found.div_ceil(1_000_000), most: most / 1_000_000 },
                Measure::Rows => Damage::TooManyRows { rows: Rows(*found), most },
                Measure::Columns => Damage::TooManyColumns { place, columns: Columns(*found), most },
                Measure::Characters => Damage::TextTooLong { place, most },
            }
        }
    }
}

/// What spreadsheets end in.
const SPREADSHEETS: [&str; 7] = ["xlsx", "xls", "xlsm", "xlsb", "et", "ods", "numbers"];
/// What documents and pictures end in.
const DOCUMENTS: [&str; 16] = [
    "pdf", "doc", "docx", "wps", "ppt", "pptx", "dps", "png", "jpg", "jpeg", "gif", "webp", "bmp", "heic", "svg",
    "tiff",
];
/// What files of spreadsheets begin with; those of other office programs do too, and are told by their names or parts.
const PACKED: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0"];
/// What documents and pictures begin with.
const DRAWN: [&[u8]; 5] = [b"%PDF", b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"RIFF"];
/// Within so many bytes a packed document names its first parts.
const PARTS: usize = 64_000;

/// Why a file that people know from other programs cannot be opened: by what it begins with, or by its name.
#[must_use]
pub fn stranger(file_name: &str, bytes: &[u8]) -> Option<Damage> {
    let name = file_name.to_ascii_lowercase();
    let end = name.rsplit_once('.').map_or("", |(_, end)| end);
    let begins = |with: &[&[u8]]| with.iter().any(|own| bytes.starts_with(own));
    let parts = bytes.get(..PARTS).unwrap_or(bytes);
    let has_part = |part: &[u8]| parts.windows(part.len()).any(|own| own == part);
    match () {
        () if begins(&DRAWN) || DOCUMENTS.contains(&end) => Some(Damage::Document),
        () if SPREADSHEETS.contains(&end) => Some(Damage::Spreadsheet),
        () if begins(&PACKED) && (has_part(b"word/") || has_part(b"ppt/")) => Some(Damage::Document),
        () if begins(&PACKED) => Some(Damage::Spreadsheet),
        () => None,
    }
}

fn damaged(location: &Location, why: &Why, bytes: &[u8]) -> Damage {
    let place = place_of(location);
    let wrong = |place, found: SmolStr, expected| Damage::Wrong { place, found, expected };
    let found = excerpt(location, bytes);
    match why {
        Why::Ends => Damage::EndsEarly { place },
        Why::Syntax => Damage::NotJson { place, what: Syntax::Unexpected },
        Why::Encoding => Damage::NotJson { place, what: Syntax::Utf8 },
        Why::NumberOutOfRange => Damage::NotJson { place, what: Syntax::NotFinite },
        Why::DuplicateKey { key } => Damage::TwiceKey { place, key: key.into() },
        Why::TooDeep => Damage::TooDeep { place },
        Why::Expected(Expected::Field(field)) => Damage::Missing { place, field: SmolStr::new_static(field) },
        Why::Expected(Expected::Object) => wrong(place, found, messages::Expected::Object),
        Why::Expected(Expected::List) => wrong(place, found, messages::Expected::List),
        Why::Expected(Expected::Text) => wrong(place, found, messages::Expected::Text),
        Why::NotAnId { text } => wrong(place, shortened(text), messages::Expected::Id),
        Why::NotAPlace { text } => wrong(place, shortened(text), messages::Expected::Place),
        Why::DuplicateRow => Damage::TwiceRow { id: identity(location, bytes), place },
        Why::DuplicateTransaction => Damage::TwiceEdit { id: identity(location, bytes), place },
        Why::Refused(_) => Damage::Contradicts { place },
    }
}

fn place_of(location: &Location) -> Place {
    let Location { line, column, table, row, field } = location;
    Place {
        line: *line,
        column: *column,
        table: table.as_deref().unwrap_or_default().into(),
        row: row.map(|row| SmolStr::new(row.to_string())).unwrap_or_default(),
        field: field.as_deref().unwrap_or_default().into(),
    }
}

/// What stands in the file at a place.
fn rest_of_line<'a>(location: &Location, text: &'a str) -> &'a str {
    let line = text.lines().nth(location.line.saturating_sub(1)).unwrap_or_default();
    let start = line.char_indices().nth(location.column.saturating_sub(1)).map_or(line.len(), |(at, _)| at);
    line.get(start..).unwrap_or_default()
}

fn excerpt(location: &Location, bytes: &[u8]) -> SmolStr {
    shortened(rest_of_line(location, &String::from_utf8_lossy(bytes)).trim())
}

fn shortened(text: &str) -> SmolStr {
    let mut rest = text.chars();
    let mut short: String = rest.by_ref().take(EXCERPT).collect();
    if rest.next().is_some() {
        short.push('…');
    }
    if short.is_empty() { SmolStr::new_static("…") } else { short.into() }
}

/// The identity in the object at a place.
fn identity(location: &Location, bytes: &[u8]) -> SmolStr {
    let text = String::from_utf8_lossy(bytes);
    let parts = rest_of_line(location, &text).split_once("\"id\"").map(|(_, after)| after.split('"'));
    let found = parts.and_then(|mut parts| parts.nth(1)).filter(|id| id.len() <= LONGEST_ID).map(SmolStr::new);
    found.unwrap_or_else(|| excerpt(location, bytes))
}

/// Why something is not saved, in a few words.
#[must_use]
pub fn failure(failure: &Failure) -> Refusal {
    match &failure.cause {
        Cause::Quota => Refusal::Full,
        Cause::Blocked => Refusal::OtherTab,
        Cause::Superseded => Refusal::Newer,
        Cause::Unavailable => Refusal::Blocked,
        Cause::SetBack => Refusal::SetBack,
        Cause::Fault { name } => Refusal::Fault { name: name.into() },
        Cause::PoisonedElsewhere => Refusal::Elsewhere,
    }
}

/// Why the journal cannot be used, and what to do about it.
pub(super) fn storage(cause: &Cause, unsaved: usize) -> Storage {
    let unsaved = Edits(unsaved);
    match cause {
        Cause::Quota => Storage::Full { unsaved },
        Cause::Blocked => Storage::OtherTabHolds,
        Cause::Superseded => Storage::OtherTabNewer,
        Cause::Unavailable => Storage::Unavailable,
        Cause::SetBack => Storage::SetBack,
        Cause::Fault { name } => Storage::Failed { name: name.into(), unsaved },
        Cause::PoisonedElsewhere => Storage::FailedElsewhere { unsaved },
    }
}

impl Failure {
    /// What failed and what to do about it.
    #[must_use]
    pub fn advice(&self) -> Storage {
        storage(&self.cause, self.unsaved)
    }
}
