//! How far two words are from one another, as typing errors go.

/// The fewest letters put in, left out, exchanged or swapped with their neighbour that make one word the other; none
/// where that takes more than `most`.
pub(super) fn distance(one: &str, two: &str, most: usize) -> Option<usize> {
    let (one, two): (Vec<char>, Vec<char>) = (one.chars().collect(), two.chars().collect());
    if one.len().abs_diff(two.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=two.len()).collect();
    for (row, a) in one.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, b) in two.iter().enumerate() {
            let at = |line: &[usize], column: usize| line.get(column).copied().unwrap_or(usize::MAX - 1);
            let exchanged = at(&last, column) + usize::from(a != b);
            let mut least = exchanged.min(at(&last, column + 1) + 1).min(at(&next, column) + 1);
            let swapped = row > 0 && column > 0 && one.get(row - 1) == Some(b) && two.get(column - 1) == Some(a);
            if swapped {
                least = least.min(at(&before, column - 1) + 1);
            }
            next.push(least);
        }
        if next.iter().all(|cost| *cost > most) {
            return None;
        }
        before = std::mem::replace(&mut last, next);
    }
    last.last().copied().filter(|cost| *cost <= most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn typing_errors_are_near() {
        for (one, two, expected) in [
            ("negotiation", "negotiation", Some(0)),
            ("negotation", "negotiation", Some(1)),
            ("evalaution", "evaluation", Some(1)),
            ("haitan", "haitian", Some(1)),
            ("海天压机", "海天注机", Some(1)),
            ("", "ab", Some(2)),
            ("north", "south", Some(2)),
            ("won", "withdrew", None),
        ] {
            assert_eq!(distance(one, two, 3), expected, "{one} {two}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(5_000))]

        #[test]
        fn it_is_a_distance_and_a_bound_hides_nothing(one in "[abc]{0,7}", two in "[abc]{0,7}", most in 0usize..8) {
            let whole = distance(&one, &two, 99).unwrap();
            prop_assert_eq!(distance(&two, &one, 99), Some(whole));
            prop_assert_eq!(whole == 0, one == two);
            prop_assert!(whole <= one.len().max(two.len()) && whole >= one.len().abs_diff(two.len()));
            prop_assert_eq!(distance(&one, &two, most), Some(whole).filter(|whole| *whole <= most));
        }
    }
}
