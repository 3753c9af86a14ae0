//! Plan files that are broken: thousands of damages of a sound one, and JSON's own minefield. Nothing panics, nothing passes
//! unnoticed, and what is refused has a place.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test says what is wrong by failing")]

use quadrille::formats::{self, FileError, PlanFile};
use quadrille::log::Replica;

/// Written by `plan_files.rs`.
const SOUND: &[u8] = include_bytes!("formats/golden/written.plan.json");

fn read(bytes: &[u8]) -> Result<PlanFile, FileError> {
    formats::read(bytes, Replica::new(0xcafe, 1), "reader", 1_790_000_000_000)
}

/// A small generator of numbers, so that a failure can be had again from its seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }
}

fn damage(bytes: &[u8], dice: &mut Dice) -> (&'static str, Vec<u8>) {
    let mut out = bytes.to_vec();
    let (from, length) = (dice.below(bytes.len()), 1 + dice.below(40));
    let to = (from + length).min(bytes.len());
    let lines: Vec<&[u8]> = bytes.split_inclusive(|b| *b == b'\n').collect();
    let line = dice.below(lines.len());
    let with_line = |new: Vec<u8>| {
        lines.iter().enumerate().flat_map(|(at, old)| if at == line { new.clone() } else { old.to_vec() }).collect()
    };
    let swap = |from: &str, to: &str| {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let places: Vec<usize> = text.match_indices(from).map(|(at, _)| at).collect();
        (text, places, from.len(), to.to_owned())
    };
    let put = |(text, places, length, new): (String, Vec<usize>, usize, String), dice: &mut Dice| {
        let at = places[dice.below(places.len())];
        [&text[..at], &new, &text[at + length..]].concat().into_bytes()
    };
    match dice.below(16) {
        0 => ("cut", out[..from].to_vec()),
        1 => {
            out[from] ^= 1 << dice.below(8);
            ("bit", out)
        }
        2 => {
            out.drain(from..to);
            ("deleted", out)
        }
        3 => {
            let piece = out[from..to].to_vec();
            out.splice(from..from, piece);
            ("doubled", out)
        }
        4 => ("line lost", with_line(Vec::new())),
        5 => ("line twice", with_line([lines[line], lines[line]].concat())),
        6 => {
            out.splice(from..from, [0xff, 0xfe, 0x80, 0xc0][..1 + dice.below(4)].iter().copied());
            ("not UTF-8", out)
        }
        7 => ("NaN", put(swap("\"minor\":", "\"minor\":NaN"), dice)),
        8 => (
            "huge",
            put(
                swap(":", [":1e999,\"z\":", ":99999999999999999999999,\"z\":", ":-1e308,\"zz\":"][dice.below(3)]),
                dice,
            ),
        ),
        9 => (
            "deep",
            put(swap(":", &format!(":{}{},\"deep\":", "[".repeat(30 + 20 * dice.below(20)), "]".repeat(30))), dice),
        ),
        10 => ("key twice", put(swap(",\"place\":", ",\"id\":\"1-1\",\"place\":"), dice)),
        11 => (
            "other type",
            put(swap(":\"", [":7,\"q\":\"", ":{},\"q\":\"", ":[1],\"q\":\"", ":null,\"q\":\""][dice.below(4)]), dice),
        ),
        12 => ("list for object", put(swap("{", "["), dice)),
        13 => ("zeros", {
            out[from..to].fill(0);
            out
        }),
        14 => {
            let units = String::from_utf8(bytes.to_vec()).unwrap();
            let mut wide: Vec<u8> =
                [0xfeff].into_iter().chain(units.encode_utf16()).flat_map(u16::to_be_bytes).collect();
            let at = dice.below(wide.len());
            wide[at] ^= 1 << dice.below(8);
            ("UTF-16", wide)
        }
        _ => ("other id", put(swap("\"id\":\"", ["\"id\":\"1", "\"id\":\"x", "\"id\":\"0"][dice.below(3)]), dice)),
    }
}

#[test]
fn no_damage_is_a_panic_and_none_goes_unnoticed() {
    let bytes = SOUND;
    let sound = read(bytes).unwrap();
    let digest = sound.ledger.plan().digest();
    let (mut opened, mut refused) = (0, 0);
    for seed in 0..4000 {
        let mut dice = Dice(seed);
        dice.below(1);
        let (what, damaged) = damage(bytes, &mut dice);
        match read(&damaged) {
            Ok(file) => {
                opened += 1;
                let equal = file.ledger.plan().digest() == digest;
                let noticed = !file.imported.is_empty() || file.problem_count > 0 || file.meta != sound.meta;
                assert!(equal || noticed, "seed {seed}, {what}: another plan, and nothing was said");
                let text = formats::write_checked(&file.ledger, &file.meta);
                assert!(text.is_ok(), "seed {seed}, {what}: cannot be saved again: {text:?}");
            }
            Err(FileError::Damaged { place, why }) => {
                refused += 1;
                assert!(place.line > 0 && place.column > 0, "seed {seed}, {what}: {why:?} has no place");
                assert!(!matches!(why, formats::Why::Refused(_)), "seed {seed}, {what}: {why:?}");
            }
            Err(_) => refused += 1,
        }
    }
    assert!(opened > 300 && refused > 1000, "{opened} opened, {refused} refused: the damages are not what they were");
}

/// The families of JSONTestSuite (Seriot, "Parsing JSON is a Minefield"): each case as a field of a plan file.
#[test]
fn the_minefield_of_json() {
    let field = |case: &[u8]| [b"{\"format\":\"quadrille-plan\",\"version\":1,\"x\":", case, b"}"].concat();
    let good: &[&[u8]] = &[
        b"[]",
        b"[ ]",
        b"[\"\"]",
        b"[false]",
        b"[null, 1, \"1\", {}]",
        b"[1\n]",
        b" [1]",
        b"[1,null,null,null,2]",
        b"[123e65]",
        b"[0e+1]",
        b"[0e1]",
        b"[ 4]",
        b"[-0.00000000000000000000000000000001]",
        b"[20e1]",
        b"[-0]",
        b"[-123]",
        b"[-1]",
        b"[1E22]",
        b"[1E-2]",
        b"[1E+2]",
        b"[123e45]",
        b"[123.456e78]",
        b"[1e-2]",
        b"[123.456789]",
        b"{}",
        b"{\"\":0}",
        b"{\"a\":[]}",
        b"{\"foo\\u0000bar\": 42}",
        b"{\"min\": -1.0e+28, \"max\": 1.0e+28}",
        b"[\"\\u0060\\u012a\\u12AB\"]",
        b"[\"\\uD801\\udc37\"]",
        b"[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
        b"[\"\\u0000\"]",
        b"[\"a/*b*/c/*d//e\"]",
        b"[\"\\uFFFF\"]",
        b"[\"\xf4\x8f\xbf\xbf\"]",
        b"[\"\xe2\x80\xa8\xe2\x80\xa9\"]",
        b"[\"\x7f\"]",
        b"\" \"",
        b"null",
        b"42",
        b"-0.1",
        b"\"asd\"",
        b"true",
        b"false\n",
        b"[\"\\uA66D\"]",
    ];
    for case in good {
        let text = String::from_utf8_lossy(case);
        let file = read(&field(case)).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        let again = formats::write_checked(&file.ledger, &file.meta).unwrap();
        assert!(again.contains(text.trim()), "{text} is written back as it came");
    }
    let bad: &[&[u8]] = &[
        // Lists.
        b"[1 true]",
        b"[a\xe5]",
        b"[\"\": 1]",
        b"[\"\"],",
        b"[,1]",
        b"[1,,2]",
        b"[\"x\",,]",
        b"[\"x\"]]",
        b"[\"\",]",
        b"[\"x\"",
        b"[x",
        b"[3[ 4]]",
        b"[1:2]",
        b"[,]",
        b"[-]",
        b"[   , \"\"]",
        b"[1,]",
        b"[*]",
        b"[\"\"",
        b"[1,",
        b"[1,\n1\n,1",
        b"[{}",
        b"[\x0ba\"\\f]",
        b"[\"a\",\n4\n,1,",
        b"[1, 65, \xff]",
        // Literals.
        b"[fals]",
        b"[nul]",
        b"[tru]",
        b"[True]",
        b"[TRUE",
        b"nan",
        b"NaN",
        b"[NaN]",
        b"[Infinity]",
        b"[-Infinity]",
        b"[Inf]",
        // Numbers.
        b"[++1234]",
        b"[+1]",
        b"[+Inf]",
        b"[-01]",
        b"[-1.0.]",
        b"[-2.]",
        b"[-NaN]",
        b"[.-1]",
        b"[.2e-3]",
        b"[0.1.2]",
        b"[0.3e+]",
        b"[0.3e]",
        b"[0.e1]",
        b"[0E+]",
        b"[0E]",
        b"[0e]",
        b"[1.0e+]",
        b"[1.0e-]",
        b"[1.0e]",
        b"[1 000.0]",
        b"[1eE2]",
        b"[2.e+3]",
        b"[2.e3]",
        b"[9.e+]",
        b"[1+2]",
        b"[0x1]",
        b"[0x42]",
        b"[0e+-1]",
        b"[- 1]",
        b"[-012]",
        b"[-.123]",
        b"[-1x]",
        b"[1ea]",
        b"[1e\xe5]",
        b"[1.]",
        b"[.123]",
        b"[1.2a-3]",
        b"[1.8011670033376514H-308]",
        b"[012]",
        b"[\xef\xbc\x91]",
        b"123\x00",
        b"[1e1\xe5]",
        // Objects.
        b"[\"x\", truth]",
        b"{[: \"x\"}",
        b"{\"x\", null}",
        b"{\"x\"::\"b\"}",
        b"{\"a\":\"a\" 123}",
        b"{key: 'value'}",
        b"{\"a\" b}",
        b"{:\"b\"}",
        b"{\"a\" \"b\"}",
        b"{\"a\":",
        b"{\"a\"",
        b"{1:1}",
        b"{9999E9999:1}",
        b"{null:null,null:null}",
        b"{\"id\":0,,,,,}",
        b"{'a':0}",
        b"{\"id\":0,}",
        b"{\"a\":\"b\"}/**/",
        b"{\"a\":\"b\"}//",
        b"{\"a\":\"b\",,\"c\":\"d\"}",
        b"{a: \"b\"}",
        b"{\"a\":\"a",
        b"{ \"foo\" : \"bar\", \"a\" }",
        b"{\"a\":\"b\"}#",
        b"{\"a\":0,\"a\":1}",
        b"{\"a\":0,\"\\u0061\":1}",
        // Texts.
        b" ",
        b"[\"\\uD800\\\"]",
        b"[\"\\uD800\\u\"]",
        b"[\"\\uD800\\u1\"]",
        b"[\"\\uD800\\u1x\"]",
        b"[\xc3\xa9]",
        b"[\"\\\x00\"]",
        b"[\"\\x00\"]",
        b"[\"\\\\\\\"]",
        b"[\"\\\t\"]",
        b"[\"\\\xf0\x9f\x8c\x80\"]",
        b"[\"\\\"]",
        b"[\"\\u00A\"]",
        b"[\"\\uD834\\uDd\"]",
        b"[\"\\uD800\\uD800\\x\"]",
        b"[\"\\a\"]",
        b"[\"\\uqqqq\"]",
        b"[\"\\\xe5\"]",
        b"[\\u0020\"asd\"]",
        b"[\\n]",
        b"\"",
        b"['single quote']",
        b"abc",
        b"[\"\\",
        b"[\"a\x00a\"]",
        b"[\"new\nline\"]",
        b"[\"\t\"]",
        b"\"\\UA66D\"",
        b"\"\"x",
        // Structure.
        b"<.>",
        b"[<null>]",
        b"[1]x",
        b"[1]]",
        b"[\"asd]",
        b"a\xc3\xa5",
        b"[True]",
        b"1]",
        b"{\"x\": true,",
        b"[][]",
        b"]",
        b"\xef\xbb{}",
        b"\xe5",
        b"[",
        b"",
        b"[\x00]",
        b"2@",
        b"{}}",
        b"{\"\":",
        b"{\"a\":/*comment*/\"b\"}",
        b"{\"a\": true} \"x\"",
        b"['",
        b"[\"a",
        b"[{\"\":[{\"\":",
        b"[,",
        b"[{",
        b"{",
        b"{]",
        b"{,",
        b"{[",
        b"{\"a",
        b"{'a'",
        b"[\"\\{[\"\\{[\"\\{[\"\\{",
        b"\xe9",
        b"*",
        b"{\"a\":\"b\"}#{}",
        b"[\\u000A\"\"]",
        b"[1",
        b"[ false, nul",
        b"[ true, fals",
        b"[ false, tru",
        b"{\"asd\":\"asd\"",
        b"\xc2\xa0",
        b"[\x0c]",
        b"\xe2\x81\xa0",
    ];
    for case in bad {
        assert!(read(&field(case)).is_err(), "{}", String::from_utf8_lossy(case));
        assert!(read(case).is_err(), "{}", String::from_utf8_lossy(case));
    }
    // What the standard leaves open: read or refused, never a panic.
    let open: &[&[u8]] = &[
        b"[123.456e-789]",
        b"[0.4e00669999999999999999999999999999999999999999999999999999999999999999999999999999999999999999]",
        b"[-1e+9999]",
        b"[1.5e+9999]",
        b"[-123123123123123123123123123123]",
        b"[100000000000000000000]",
        b"{\"\\uDFAA\":0}",
        b"[\"\\uDADA\"]",
        b"[\"\\uD888\\u1234\"]",
        b"[\"\xe6\x97\xa5\xd1\x88\xfa\"]",
        b"[\"\\uD800\\n\"]",
        b"[\"\\uDd1ea\"]",
        b"[\"\\uD800\\uD800\\n\"]",
        b"[\"\\ud800\"]",
        b"[\"\xff\"]",
        b"[\"\xed\xa0\x80\"]",
        b"[\"\\uDd1e\\uD834\"]",
        b"[\"\xfc\x83\xbf\xbf\xbf\xbf\"]",
        b"[\"\xc0\xaf\"]",
        b"\xef\xbb\xbf{}",
    ];
    let deep = [b"[".repeat(500), b"]".repeat(500)].concat();
    for case in open.iter().copied().chain([deep.as_slice(), &b"[".repeat(100_000), &b"{\"\":".repeat(100_000)]) {
        if let Ok(file) = read(&field(case)) {
            formats::write_checked(&file.ledger, &file.meta).unwrap();
        }
    }
}
