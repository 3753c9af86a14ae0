//! Lists that grow with the plan.

/// Puts a thing into a list at a place; between the end and it what stands for nothing. A long list that is full grows by an
/// eighth: twice as much would be tens of megabytes in a large plan.
pub fn put<T: Default>(list: &mut Vec<T>, at: u32, thing: T) {
    let at = at as usize;
    while list.len() <= at {
        if list.len() == list.capacity() {
            list.reserve_exact(if list.len() < 4096 { list.len().max(4) } else { list.len() / 8 });
        }
        list.push(T::default());
    }
    if let Some(own) = list.get_mut(at) {
        *own = thing;
    }
}
