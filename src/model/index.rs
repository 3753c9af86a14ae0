//! Where things stand in a list, found by what they are: the numbers alone, since the list holds the things already.
//!
//! A map would hold every key once more, and the room that it keeps free is as wide as keys and values together. Here a
//! thing costs four bytes and a third, whatever it is.

/// Numbers of the things of a list, by their hashes. Nothing is ever taken out.
///
/// Open addressing: a number stands at the place of its hash or at the next free one after it (Knuth, "Sorting and
/// Searching", 6.4, algorithm L).
#[derive(Clone, Debug, Default)]
pub struct Index {
    places: Vec<u32>,
    count: usize,
}

/// At a place where no number stands.
const FREE: u32 = u32::MAX;

impl Index {
    /// The number of a thing: of those with its hash the first that is it.
    #[must_use]
    pub fn find(&self, hash: u64, is_it: impl Fn(u32) -> bool) -> Option<u32> {
        let (after, before) = self.places.split_at_checked(self.home(hash)).map(|(before, after)| (after, before))?;
        after.iter().chain(before).copied().take_while(|number| *number != FREE).find(|number| is_it(*number))
    }

    /// Makes room for so many things more. `hash_of` tells the hash of those that are there.
    pub fn reserve(&mut self, more: usize, hash_of: &dyn Fn(u32) -> u64) {
        let wanted = self.count + more;
        // Three quarters full at most: a search then looks at few places.
        if more == 0 || wanted * 4 <= self.places.len() * 3 {
            return;
        }
        let wider = Index { places: vec![FREE; wanted * 4 / 3 + 1], count: self.count };
        let narrow = std::mem::replace(self, wider);
        for number in narrow.places.into_iter().filter(|number| *number != FREE) {
            self.stand(hash_of(number), number);
        }
    }

    /// Puts the number of a thing that has none. `hash_of` tells the hash of those that are there.
    pub fn put(&mut self, hash: u64, number: u32, hash_of: &dyn Fn(u32) -> u64) {
        if (self.count + 1) * 4 > self.places.len() * 3 {
            self.reserve(self.count / 2 + 8, hash_of);
        }
        self.stand(hash, number);
        self.count += 1;
    }

    fn stand(&mut self, hash: u64, number: u32) {
        let home = self.home(hash);
        let (before, after) = self.places.split_at_mut(home);
        if let Some(free) = after.iter_mut().chain(before).find(|place| **place == FREE) {
            *free = number;
        }
    }

    /// The place of a hash: its share of all places, however many there are.
    fn home(&self, hash: u64) -> usize {
        // Fibonacci hashing: what differs in the lowest bits only is spread over all of them.
        let spread = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        ((spread * self.places.len() as u64) >> 32) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_what_was_put_and_nothing_else(
            things in prop::collection::vec(0u16..600, 0..400),
            reserved in 0usize..300,
            // Few hashes, so that many things share one.
            hashes in 1u64..700,
        ) {
            let (mut list, mut index) = (Vec::new(), Index::default());
            let hash = |thing: u16| u64::from(thing) % hashes;
            index.reserve(reserved, &|_| 0);
            for thing in things {
                let found = index.find(hash(thing), |at| list[at as usize] == thing);
                prop_assert_eq!(found, list.iter().position(|own| *own == thing).map(|at| at as u32));
                if found.is_none() {
                    index.put(hash(thing), list.len() as u32, &|at| hash(list[at as usize]));
                    list.push(thing);
                }
            }
        }
    }
}
