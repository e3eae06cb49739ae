//! Books that are kept for each link, found again at once by the thread that used them last.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError, Weak};
use std::thread::LocalKey;

use oxcom_link::{Link, LinkId};

/// Books by link.
pub(super) struct Books<T: 'static> {
    /// Guarded by its lock, under which nothing is lent or given back, and no peer asked.
    table: LazyLock<Mutex<HashMap<LinkId, Arc<T>>>>,
    /// What the calling thread used last. It does not keep them: those of a link that has closed are found no more.
    last: &'static LocalKey<Last<T>>,
}

pub(super) type Last<T> = RefCell<Option<(LinkId, Weak<T>)>>;

impl<T> Books<T> {
    pub(super) const fn new(last: &'static LocalKey<Last<T>>) -> Self {
        Self { table: LazyLock::new(Mutex::default), last }
    }

    /// The books for a link, if there are any.
    pub(super) fn find(&self, link: &Arc<dyn Link>) -> Option<Arc<T>> {
        let id = link.id();
        let last = self.last.try_with(|last| match &*last.borrow() {
            Some((known, books)) if *known == id => books.upgrade(),
            _ => None,
        });
        if let Ok(Some(books)) = last {
            return Some(books);
        }
        let found = self.table().get(&id).cloned()?;
        let _ = self.last.try_with(|last| last.replace(Some((id, Arc::downgrade(&found)))));
        Some(found)
    }

    /// Opens the books for a link, unless another thread was faster. None: the link is dead; [`close`](Self::close) has been
    /// called or will be.
    pub(super) fn open(&self, link: &Arc<dyn Link>, books: Arc<T>) -> Option<Arc<T>> {
        let mut table = self.table();
        link.is_alive().then(|| table.entry(link.id()).or_insert(books).clone())
    }

    /// Closes the books for a link that has closed.
    pub(super) fn close(&self, link: &Arc<dyn Link>) {
        let gone = self.table().remove(&link.id());
        drop(gone);
    }

    fn table(&self) -> MutexGuard<'_, HashMap<LinkId, Arc<T>>> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    thread_local! {
        static LAST: Last<u32> = const { RefCell::new(None) };
    }

    #[test]
    fn books_are_found_until_they_are_closed() {
        let hub =
            oxcom_link::Hub::new(1, Arc::new(crate::call::Exporter::LOCAL), oxcom_link::Options::default());
        let hub = hub.unwrap();
        let links = [hub.in_process(), hub.in_process()];
        static BOOKS: Books<u32> = Books::new(&LAST);
        assert_eq!(BOOKS.find(&links[0]), None);
        assert_eq!(BOOKS.open(&links[0], Arc::new(1)).as_deref(), Some(&1));
        assert_eq!(BOOKS.open(&links[0], Arc::new(2)).as_deref(), Some(&1), "the first ones stay");
        assert_eq!(links[0].id() == links[1].id(), BOOKS.find(&links[1]).is_some());
        for _ in 0..3 {
            assert_eq!(BOOKS.find(&links[0]).as_deref(), Some(&1));
        }
        BOOKS.close(&links[0]);
        assert_eq!(BOOKS.find(&links[0]), None, "though this thread has just used them");
    }
}
