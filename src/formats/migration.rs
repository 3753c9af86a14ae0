//! Old files become new ones, version by version, on raw JSON: nothing here knows the model, which may change.
//!
//! A migration adds and never renames. It is numbered, it stays for ever, and a golden file of its version with it.

use serde_json::Value;

use super::damage::{FileError, Stranger};

/// The version of plan files that this program writes.
pub const VERSION: u64 = 1;

/// The least version of a reader that can open the files written now.
pub const MIN_READER: u64 = 1;

/// Turns a file of one version into a file of the next.
type Migration = fn(Value) -> Value;

/// The migration at place `n` turns version `n + 1` into `n + 2`.
const MIGRATIONS: &[Migration] = &[];

/// Brings the text of a file of an earlier version to this one.
///
/// # Errors
/// Where there never was such a version, or the text is not JSON.
pub fn migrate(version: u64, text: &str) -> Result<String, FileError> {
    if version == 0 {
        return Err(FileError::NotAPlan { why: Stranger::NoVersion });
    }
    // Without migrations nothing here has to know JSON, which makes the application smaller.
    if MIGRATIONS.is_empty() {
        return Ok(text.to_owned());
    }
    let file = serde_json::from_str(text).map_err(|_| FileError::NotAPlan { why: Stranger::NotJson })?;
    migrate_by(MIGRATIONS, version, file).map(|file| file.to_string())
}

fn migrate_by(migrations: &[Migration], version: u64, file: Value) -> Result<Value, FileError> {
    let done = version.checked_sub(1).ok_or(FileError::NotAPlan { why: Stranger::NoVersion })?;
    let rest = migrations.iter().skip(usize::try_from(done).unwrap_or(usize::MAX));
    let mut file = rest.fold(file, |file, migration| migration(file));
    let latest = migrations.len() as u64 + 1;
    if let Some(field) = file.get_mut("version").filter(|_| version < latest) {
        *field = Value::from(latest);
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_migration_runs_once_and_in_order() {
        let migrations: [Migration; 2] = [
            |mut file| {
                file["marks"] = json!(format!("{}2", file["marks"].as_str().unwrap()));
                file
            },
            |mut file| {
                file["marks"] = json!(format!("{}3", file["marks"].as_str().unwrap()));
                file
            },
        ];
        let file = |version: u64, marks: &str| json!({"version": version, "marks": marks});
        for (version, marks, after) in [(1, "23", 3), (2, "3", 3), (3, "", 3), (9, "", 9)] {
            assert_eq!(migrate_by(&migrations, version, file(version, "")), Ok(file(after, marks)));
        }
    }

    #[test]
    fn there_was_no_version_before_the_first() {
        assert_eq!(migrate(0, "{}"), Err(FileError::NotAPlan { why: Stranger::NoVersion }));
        assert_eq!(MIGRATIONS.len() as u64 + 1, VERSION, "a new version needs its migration");
    }
}
