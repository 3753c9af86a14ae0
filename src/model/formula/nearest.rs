//! What a name was meant to be that nothing has: the nearest of those that there are.

use crate::model::fold::search_key;

/// The one of some names that differs least from what was written: by at most one sign in four, letters that changed their
/// places counting once. None where nothing is so near.
pub(super) fn nearest<'a>(written: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let signs = |text: &str| search_key(text).chars().collect::<Vec<char>>();
    let written = signs(written);
    let most = (written.len() / 4).max(usize::from(written.len() > 1));
    let near = names.filter_map(|name| {
        let signs = signs(name);
        let alike = written.iter().zip(&signs).take_while(|(one, other)| one == other).count();
        // Of two that are equally near the one that begins as it does.
        Some((distance(&written, &signs, most)?, usize::MAX - alike, name))
    });
    near.min_by_key(|(distance, alike, _)| (*distance, *alike)).map(|(.., name)| name)
}

/// How many signs were left out, added, changed or swapped with their neighbour; none above `most`.
fn distance(one: &[char], other: &[char], most: usize) -> Option<usize> {
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    // The three last lines of the table of distances between beginnings (Damerau 1964, optimal string alignment).
    let mut lines: [Vec<usize>; 3] = [Vec::new(), (0..=other.len()).collect(), Vec::new()];
    for (row, sign) in one.iter().enumerate() {
        let mut line = vec![row + 1];
        for (column, to) in other.iter().enumerate() {
            let at = |line: &[usize], column: usize| line.get(column).copied().unwrap_or(usize::MAX / 2);
            let mut least = at(&lines[1], column) + usize::from(sign != to);
            least = least.min(at(&lines[1], column + 1) + 1).min(at(&line, column) + 1);
            let swaps = column > 0 && row > 0 && one.get(row - 1) == Some(to) && other.get(column - 1) == Some(sign);
            if swaps {
                least = least.min(at(&lines[0], column - 1) + 1);
            }
            line.push(least);
        }
        lines.rotate_left(1);
        lines[1] = line;
    }
    lines[1].last().copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        let names = ["Amount", "Account", "Expected close", "金额", "预计签约"];
        for (written, meant) in [
            ("Amuont", Some("Amount")),
            ("amont", Some("Amount")),
            ("Acount", Some("Account")),
            ("expected  closing", Some("Expected close")),
            ("Expected colse", Some("Expected close")),
            ("金颔", Some("金额")),
            ("预计签约日", Some("预计签约")),
            ("Region", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(nearest(written, names.into_iter()), meant, "{written}");
        }
    }
}
