//! How well a name answers what is typed.

/// The shortest text that may be found by letters that do not stand side by side.
const SPARSE: usize = 3;

/// A name with the forms it is found by.
#[derive(Clone, Copy, Debug, Default)]
pub struct Forms<'a> {
    /// The name as [`search_key`](crate::text::search_key) gives it.
    pub key: &'a str,
    /// Other names, a line each: in the other language.
    pub other: &'a str,
    /// What it is called in other programs, a line each: after all that is named so.
    pub also: &'a str,
    /// The first letters of its syllables, where it is Chinese.
    pub initials: &'a str,
}

/// How well a name answers all the words that are typed, higher is better; none where it does not.
#[must_use]
pub fn rank(words: &[&str], forms: Forms<'_>) -> Option<u32> {
    let mut total = 0;
    for word in words {
        total += one(word, forms)?;
    }
    let average = total / u32::try_from(words.len().max(1)).unwrap_or(1);
    // Of equals the shorter one is nearer to what was typed.
    Some(average.saturating_sub(u32::try_from(forms.key.chars().count().min(60)).unwrap_or(60)))
}

/// What a name has before all that answer to the same words: it is what is typed, or begins with the whole of it. Worth more
/// than that another one was chosen lately.
#[must_use]
pub fn wholly(typed: &str, forms: Forms<'_>) -> u32 {
    match () {
        () if forms.key == typed || forms.other.lines().any(|name| name == typed) => 400,
        () if forms.key.starts_with(typed) => 200,
        () => 0,
    }
}

fn one(word: &str, forms: Forms<'_>) -> Option<u32> {
    let own = in_name(word, forms.key);
    let other = forms.other.lines().filter_map(|name| in_name(word, name)).max().map(|rank| rank.saturating_sub(50));
    let also = forms.also.lines().filter_map(|name| in_name(word, name)).max().map(|rank| rank.saturating_sub(250));
    let initials = match () {
        () if forms.initials.is_empty() => None,
        () if forms.initials.starts_with(word) => Some(700),
        () => forms.initials.contains(word).then_some(450),
    };
    own.max(other).max(also).max(initials)
}

fn in_name(word: &str, name: &str) -> Option<u32> {
    if name.is_empty() {
        return None;
    }
    if name == word {
        return Some(1000);
    }
    if name.starts_with(word) {
        return Some(900);
    }
    let mut best = None;
    for (at, _) in name.match_indices(word) {
        let before = name.get(..at).and_then(|before| before.chars().next_back());
        if before.is_none_or(|c| !c.is_ascii_alphanumeric()) {
            return Some(750);
        }
        best = Some(500);
    }
    best.or_else(|| sparse(word, name))
}

/// Letters in their order but not side by side: `hpl` finds `haitian press line`. Beginnings of words count most.
fn sparse(word: &str, name: &str) -> Option<u32> {
    if !word.is_ascii() || word.len() < SPARSE {
        return None;
    }
    let (mut begins, mut gaps) = (0, 0);
    let mut wanted = word.bytes().peekable();
    let mut before = b' ';
    let mut found = false;
    for byte in name.bytes() {
        match wanted.peek() {
            None => break,
            Some(letter) if *letter == byte => {
                begins += u32::from(!before.is_ascii_alphanumeric());
                found = true;
                wanted.next();
            }
            Some(_) => gaps += u32::from(found),
        }
        before = byte;
    }
    if wanted.peek().is_some() {
        return None;
    }
    let all = u32::try_from(word.len()).unwrap_or(u32::MAX);
    match () {
        () if begins == all => Some(400),
        // Letters strewn over a long name are chance.
        () if gaps > 3 * all => None,
        () => Some((200 + 20 * begins).saturating_sub(4 * gaps)),
    }
}
