//! Holds the house to its own rules, those that ARCHITECTURE.md promises and the compiler cannot see.
//!
//! Each rule is a test of its own; a failure names file and line and says what to do.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// A layer of `src/` and the other layers that its files may name.
const LAYERS: [(&str, &[&str]); 9] = [
    ("model", &[]),
    ("log", &["model"]),
    ("forecast", &["model", "log"]),
    ("text", &["model"]),
    ("chart", &[]),
    ("formats", &["model", "log", "forecast", "text", "chart"]),
    ("app", &["model", "log", "forecast", "text", "chart", "formats"]),
    ("platform", &[]),
    ("ui", &["model", "forecast", "text", "chart", "app", "platform"]),
];

/// The longest a source file may be.
const MAX_LINES: usize = 400;

#[test]
fn layers_use_only_the_layers_below_them() {
    let mut broken = Report::default();
    for file in rust_files("src") {
        let Some((layer, allowed)) = LAYERS.iter().find(|(name, _)| file.layer() == *name) else {
            continue;
        };
        let code = code(&file.text, Keep::Code);
        for (line, used) in paths_from_the_crate(&code) {
            let known = LAYERS.iter().any(|(name, _)| *name == used);
            if known && used != *layer && !allowed.contains(&used.as_str()) {
                broken.at(&file, line, format!("`{layer}` must not know `{used}`"));
            }
        }
    }
    broken
        .expect_none("Move what is needed down a layer, or hand it in as an argument. ARCHITECTURE.md has the order.");
}

#[test]
fn every_file_begins_by_saying_what_it_is_for() {
    let mut broken = Report::default();
    for folder in ["src", "tests", "examples", "benches"] {
        for file in rust_files(folder) {
            if !file.text.starts_with("//! ") {
                broken.at(&file, 1, "does not begin with `//! `");
            }
        }
    }
    broken.expect_none("Say in the first line what the file is for; a layer's head says what it must not know.");
}

#[test]
fn files_stay_short() {
    let mut broken = Report::default();
    for file in rust_files("src") {
        let lines = file.text.lines().count();
        if lines > MAX_LINES {
            broken.at(&file, MAX_LINES + 1, format!("has {lines} lines, more than {MAX_LINES}"));
        }
    }
    broken.expect_none("Split it: one noun a file, 60 to 250 lines.");
}

#[test]
fn files_are_named_for_a_noun() {
    let vague = ["util", "utils", "helper", "helpers", "common", "misc", "manager"];
    let mut broken = Report::default();
    for file in rust_files("src") {
        let stem = file.path.file_stem().unwrap_or_default().to_string_lossy();
        let folder = file.path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
        if let Some(word) = [stem, folder].iter().find(|name| vague.contains(&name.as_ref())) {
            broken.at(&file, 1, format!("`{word}` says nothing"));
        }
    }
    broken.expect_none("Name the file for the noun it holds.");
}

#[test]
fn text_never_becomes_markup() {
    let words = ["inner_html", "set_inner_html", "outer_html", "set_outer_html", "insert_adjacent_html"];
    let mut broken = Report::default();
    for file in rust_files("src") {
        broken.words(&file, &code(&file.text, Keep::Code), &words);
    }
    broken.expect_none("Cells are text: build elements, or set the text content.");
}

#[test]
fn only_the_shell_knows_the_browser() {
    let crates = ["leptos", "web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "gloo", "gloo_storage", "idb"];
    let mut broken = Report::default();
    for file in rust_files("src") {
        if !["platform", "ui", "main.rs"].contains(&file.layer()) {
            broken.words(&file, &code(&file.text, Keep::Code), &crates);
        }
    }
    broken.expect_none("Only platform, ui and main.rs may: give this layer bytes, strings or an argument instead.");
}

#[test]
fn only_formats_serializes() {
    let words = ["serde", "serde_json", "Serialize", "Deserialize"];
    let mut broken = Report::default();
    for file in rust_files("src") {
        if file.layer() != "formats" && !file.is_test() {
            broken.words(&file, &code(&file.text, Keep::Code), &words);
        }
    }
    broken.expect_none("Give `formats` a wire type and a conversion; the core stays free of the wire.");
}

#[test]
fn only_the_platform_reads_the_clock() {
    let words = ["SystemTime", "Instant"];
    let mut broken = Report::default();
    for file in rust_files("src") {
        if !["platform", "ui", "main.rs"].contains(&file.layer()) {
            broken.words(&file, &code(&file.text, Keep::Code), &words);
        }
    }
    broken.expect_none("The clock, ids and randomness are arguments.");
}

#[test]
fn chinese_stands_in_the_catalogue() {
    let mut broken = Report::default();
    for file in rust_files("src") {
        if ["text", "model"].contains(&file.layer()) || file.is_test() {
            continue;
        }
        for (line, text) in numbered(&code(&file.text, Keep::Literals)) {
            if text.chars().any(is_chinese) {
                broken.at(&file, line, format!("has a Chinese literal: {}", text.trim()));
            }
        }
    }
    broken.expect_none("Sentences are made in `text`, labels of columns in `model`; both in both languages.");
}

#[test]
fn views_carry_no_style_attribute() {
    let mut broken = Report::default();
    for file in rust_files("src/ui") {
        for (line, text) in numbered(&code(&file.text, Keep::Literals)) {
            for (at, _) in text.match_indices(" style=") {
                if !text.get(at..).unwrap_or_default().starts_with(" style=(") {
                    broken.at(&file, line, "has a style attribute, which our policy blocks");
                }
            }
        }
    }
    broken.expect_none("Use a class or `data-` attribute, `style:width=…`, or `style=(\"--name\", …)`.");
}

#[test]
fn colours_stand_in_the_tokens() {
    let functions = ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color"];
    let names = [
        "black", "white", "gray", "grey", "silver", "red", "green", "blue", "yellow", "orange", "purple", "navy",
        "teal", "maroon", "pink", "brown", "gold", "crimson", "tomato",
    ];
    let mut broken = Report::default();
    for file in files("style", "css").into_iter().filter(|file| !file.path.ends_with("tokens.css")) {
        for (line, value) in declarations(&file.text) {
            let hex = value.match_indices('#').any(|(at, _)| {
                let digits = value.get(at + 1..).unwrap_or_default();
                let length = digits.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(digits.len());
                (3..=8).contains(&length) && !digits.get(length..).unwrap_or_default().starts_with(is_css_word)
            });
            let words: Vec<&str> = value.split(|c| !is_css_word(c)).collect();
            let function = functions.iter().find(|name| {
                value
                    .match_indices(&format!("{name}("))
                    .any(|(at, _)| !value.get(..at).unwrap_or_default().ends_with(is_css_word))
            });
            let name = names.iter().find(|name| words.contains(name));
            if hex || function.is_some() || name.is_some() {
                broken.at(&file, line, format!("has a colour of its own: {}", value.trim()));
            }
        }
    }
    broken.expect_none("Give the colour a name in style/tokens.css, light and dark, and use `var(--name)`.");
}

#[test]
fn the_cascade_is_never_forced() {
    let mut broken = Report::default();
    for file in files("style", "css") {
        for (line, text) in numbered(&without_css_comments(&file.text)) {
            if text.contains("!important") {
                broken.at(&file, line, "uses !important");
            }
        }
    }
    broken.expect_none("Put the rule in a later @layer, or the default in :where().");
}

#[test]
fn every_style_sheet_is_in_the_bundle() {
    let trunk = read("Trunk.toml");
    let mut listed: Vec<&str> = trunk.split_whitespace().filter(|word| word.ends_with(".css")).collect();
    listed.retain(|word| !word.contains('/'));
    assert_eq!(listed.first(), Some(&"layers.css"), "Trunk.toml: layers.css names the order and comes first");
    let mut broken = Report::default();
    for file in files("style", "css") {
        let name = file.path.file_name().unwrap_or_default().to_string_lossy();
        if !listed.contains(&name.as_ref()) {
            broken.at(&file, 1, "is not in the page");
        }
    }
    broken.expect_none("Add it to the hook in Trunk.toml, in the order of the cascade.");
}

#[test]
fn the_map_shows_what_is_there() {
    let map = read("ARCHITECTURE.md");
    assert!(!map.is_empty(), "ARCHITECTURE.md is missing: one page, the map of src/");
    let mut broken = String::new();
    for (line, text) in numbered(&map) {
        for quoted in text.split('`').skip(1).step_by(2) {
            let path = quoted.split(['*', '{', '…', ' ', ':']).next().unwrap_or_default();
            if path.starts_with("src/") && !root().join(path).exists() {
                let _ = write!(broken, "\n  ARCHITECTURE.md:{line}: `{quoted}` is not there");
            }
        }
    }
    assert!(broken.is_empty(), "The map and the house differ:{broken}\nChange the map in the same commit.");
}

#[test]
fn browser_tests_wait_for_what_must_become_true() {
    let mut broken = Report::default();
    for file in files("tests/browser", "mjs") {
        for (line, text) in numbered(&file.text) {
            if ["waitForTimeout", "setTimeout(", "timers/promises"].iter().any(|word| text.contains(word)) {
                broken.at(&file, line, "sleeps");
            }
        }
    }
    broken.expect_none("Wait for a locator, an event or `page.waitForFunction`; a sleep is slow and still fails.");
}

// What the rules read.

/// A file of the repository.
struct Source {
    path: PathBuf,
    text: String,
}

impl Source {
    /// The folder (or file) directly under `src/`.
    fn layer(&self) -> &str {
        self.path.iter().nth(1).and_then(|part| part.to_str()).unwrap_or_default()
    }

    /// Whether the file belongs to a module that is declared under `#[cfg(test)]`.
    fn is_test(&self) -> bool {
        let mut folder = PathBuf::new();
        self.path.iter().any(|part| {
            let name = Path::new(part).with_extension("").to_string_lossy().into_owned();
            let parents = [folder.join("mod.rs"), folder.join("lib.rs"), folder.with_extension("rs")];
            folder.push(part);
            parents.iter().filter_map(|parent| parent.to_str()).any(|parent| {
                blanked(&read(parent), Keep::Code).split("#[cfg(test)]").skip(1).any(|item| {
                    let declared = item.split([';', '{']).next().unwrap_or_default();
                    declared.trim().rsplit_once("mod ").is_some_and(|(_, declared)| declared.trim() == name)
                })
            })
        })
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_default()
}

fn rust_files(folder: &str) -> Vec<Source> {
    files(folder, "rs")
}

/// All files under `folder` with this extension, sorted by path, paths relative to the repository.
fn files(folder: &str, extension: &str) -> Vec<Source> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                let text = fs::read_to_string(&path).unwrap_or_default();
                let path = path.strip_prefix(root()).unwrap_or(&path).to_path_buf();
                found.push(Source { path, text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines())
}

/// What has been found to break a rule.
#[derive(Default)]
struct Report(String);

impl Report {
    fn at(&mut self, file: &Source, line: usize, what: impl AsRef<str>) {
        let _ = write!(self.0, "\n  {}:{line}: {}", file.path.display(), what.as_ref());
    }

    fn words(&mut self, file: &Source, code: &str, words: &[&str]) {
        for (line, text) in numbered(code) {
            let found = text.split(|c: char| !c.is_alphanumeric() && c != '_').find(|word| words.contains(word));
            if let Some(word) = found {
                self.at(file, line, format!("uses `{word}`"));
            }
        }
    }

    fn expect_none(self, remedy: &str) {
        assert!(self.0.is_empty(), "{}\n{remedy}\n", self.0);
    }
}

/// What of a source file is kept; everything else becomes spaces, so that lines stay where they are.
#[derive(Clone, Copy, PartialEq)]
enum Keep {
    Code,
    Literals,
}

/// The source without comments and without items for tests; with `Keep::Code` also without literals' contents.
fn code(source: &str, keep: Keep) -> String {
    without_test_items(&blanked(source, Keep::Code), blanked(source, keep))
}

fn blanked(source: &str, keep: Keep) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    let mut previous = ' ';
    while let Some(first) = rest.chars().next() {
        let (length, kept) = match token(rest, previous) {
            Some((length, Token::Comment)) => (length, false),
            Some((length, Token::Literal)) => (length, keep == Keep::Literals),
            None => (first.len_utf8(), true),
        };
        let (taken, after) = rest.split_at(length);
        out.extend(taken.chars().map(|c| if kept || c == '\n' { c } else { ' ' }));
        previous = first;
        rest = after;
    }
    out
}

enum Token {
    Comment,
    Literal,
}

/// The comment or literal that begins here, with its length in bytes.
fn token(rest: &str, previous: char) -> Option<(usize, Token)> {
    if rest.starts_with("//") {
        return Some((rest.find('\n').unwrap_or(rest.len()), Token::Comment));
    }
    if rest.starts_with("/*") {
        return Some((block_comment(rest), Token::Comment));
    }
    let hashes = rest.strip_prefix('r').filter(|_| !previous.is_alphanumeric() && previous != '_');
    if let Some(raw) = hashes {
        let marks = raw.len() - raw.trim_start_matches('#').len();
        if raw.trim_start_matches('#').starts_with('"') {
            let end = format!("\"{}", "#".repeat(marks));
            let body = marks + 2;
            let length =
                rest.get(body..).and_then(|body| body.find(&end)).map_or(rest.len(), |at| body + at + end.len());
            return Some((length, Token::Literal));
        }
    }
    if rest.starts_with('"') {
        return Some((quoted(rest, '"'), Token::Literal));
    }
    // A character, and not a lifetime.
    let mut after = rest.strip_prefix('\'')?.chars();
    match (after.next()?, after.next()) {
        ('\\', _) | (_, Some('\'')) => Some((quoted(rest, '\''), Token::Literal)),
        _ => None,
    }
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0usize;
    let mut at = 0;
    while let Some(here) = rest.get(at..).filter(|here| !here.is_empty()) {
        if here.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if here.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += here.chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

fn quoted(rest: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == mark => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Blanks each item under `#[cfg(test)]` in `text`; `code` is the same source without literals, for its brackets.
fn without_test_items(code: &str, text: String) -> String {
    let code: Vec<char> = code.chars().collect();
    let mut text: Vec<char> = text.chars().collect();
    for marker in ["#[cfg(test)]", "#[cfg(all(test"] {
        let marker: Vec<char> = marker.chars().collect();
        let starts: Vec<usize> =
            code.windows(marker.len()).enumerate().filter(|(_, w)| *w == marker).map(|(at, _)| at).collect();
        for start in starts {
            let mut depth = 0usize;
            for (c, kept) in code.iter().zip(text.iter_mut()).skip(start) {
                if *kept != '\n' {
                    *kept = ' ';
                }
                match c {
                    '{' => depth += 1,
                    '}' if depth <= 1 => break,
                    '}' => depth -= 1,
                    ';' if depth == 0 => break,
                    _ => {}
                }
            }
        }
    }
    text.into_iter().collect()
}

/// Each first segment after `crate::` or `quadrille::`, also inside braces, with its line.
fn paths_from_the_crate(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for prefix in ["crate::", "quadrille::"] {
        for (at, _) in code.match_indices(prefix) {
            let line = code.get(..at).unwrap_or_default().matches('\n').count() + 1;
            let rest = code.get(at + prefix.len()..).unwrap_or_default().trim_start();
            let items = match rest.strip_prefix('{') {
                Some(group) => top_level_items(group),
                None => vec![rest],
            };
            for item in items {
                let name: String = item.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                found.push((line, name));
            }
        }
    }
    found
}

/// The items of a `{…}` group, up to its closing brace.
fn top_level_items(group: &str) -> Vec<&str> {
    let mut depth = 0usize;
    let mut begin = 0;
    let mut items = Vec::new();
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                items.extend(group.get(begin..at));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                items.extend(group.get(begin..at));
                begin = at + 1;
            }
            _ => {}
        }
    }
    items
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

fn is_css_word(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_'
}

fn without_css_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(begin) = rest.find("/*") {
        let (before, comment) = rest.split_at(begin);
        let end = comment.find("*/").map_or(comment.len(), |end| end + 2);
        let (comment, after) = comment.split_at(end);
        out.push_str(before);
        out.extend(comment.chars().filter(|c| *c == '\n'));
        rest = after;
    }
    out + rest
}

/// The values of all declarations with the line each ends on; selectors are left out.
fn declarations(css: &str) -> Vec<(usize, String)> {
    let css = without_css_comments(css);
    let mut found = Vec::new();
    let mut line = 1;
    let mut begin = 0;
    for (at, c) in css.char_indices() {
        match c {
            '\n' => line += 1,
            '{' => begin = at + 1,
            ';' | '}' => {
                let declaration = css.get(begin..at).unwrap_or_default();
                if let Some((_, value)) = declaration.split_once(':') {
                    found.push((line, value.to_ascii_lowercase()));
                }
                begin = at + 1;
            }
            _ => {}
        }
    }
    found
}

#[test]
fn the_reader_tells_code_from_comments_literals_and_tests() {
    let source = "/* a /* b */ */ let x = r#\"in \"raw\" crate::ui\"#; // crate::app\nlet c = '\"'; fn f<'a>() {}\n\
                  use crate::{model::{A, B}, log};\n#[cfg(test)]\nmod tests { use crate::ui; }\nlet s = \"中\";\n";
    let found: Vec<String> =
        paths_from_the_crate(&code(source, Keep::Code)).into_iter().map(|(_, name)| name).collect();
    assert_eq!(found, ["model", "log"]);
    assert!(code(source, Keep::Literals).contains("\"中\""));
    assert_eq!(code(source, Keep::Literals).lines().count(), source.lines().count());
    assert_eq!(declarations("#fade { color: var(--red) } /* #fff */ a { b: #FFF; }").len(), 2);
}
