//! A table whose entries keep the places that they were given: they are found without a search.

/// Entries by place; places that were left are given again.
#[derive(Debug)]
pub(super) struct Places<T> {
    entries: Vec<Option<T>>,
    free: Vec<usize>,
}

impl<T> Default for Places<T> {
    fn default() -> Self {
        Places { entries: Vec::new(), free: Vec::new() }
    }
}

impl<T> Places<T> {
    pub(super) fn insert(&mut self, entry: T) -> usize {
        match self.free.pop() {
            Some(place) => {
                self.entries[place] = Some(entry);
                place
            }
            None => {
                self.entries.push(Some(entry));
                self.entries.len() - 1
            }
        }
    }

    pub(super) fn remove(&mut self, place: usize) -> Option<T> {
        let entry = self.entries.get_mut(place)?.take()?;
        self.free.push(place);
        Some(entry)
    }

    pub(super) fn at(&self, place: usize) -> Option<&T> {
        self.entries.get(place)?.as_ref()
    }

    pub(super) fn at_mut(&mut self, place: usize) -> Option<&mut T> {
        self.entries.get_mut(place)?.as_mut()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.entries.iter().flatten()
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.entries.iter_mut().flatten()
    }

    pub(super) fn count(&self) -> usize {
        self.entries.len() - self.free.len()
    }
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn a_place_is_given_again_when_it_was_left() {
        let mut places = Places::default();
        assert_eq!([places.insert('a'), places.insert('b'), places.insert('c')], [0, 1, 2]);
        assert_eq!((places.remove(1), places.remove(1), places.remove(9)), (Some('b'), None, None));
        assert_eq!((places.count(), places.at(1), places.at(2)), (2, None, Some(&'c')));
        assert_eq!(places.insert('d'), 1);
        *places.at_mut(0).unwrap() = 'e';
        places.iter_mut().for_each(|entry| entry.make_ascii_uppercase());
        assert_eq!(places.iter().collect::<String>(), "EDC");
    }
}
