//! Room in lists that grow with the plan.

/// Makes room for one thing more, and in a long list for an eighth more. Twice as much would be tens of megabytes in a
/// large plan.
pub fn make_room<T>(list: &mut Vec<T>) {
    let length = list.len();
    if length == list.capacity() {
        list.reserve_exact(if length < 4096 { length.max(4) } else { length / 8 });
    }
}
