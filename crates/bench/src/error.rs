//! What can go wrong while measuring.

/// The result of this crate's functions.
pub type Result<T> = std::result::Result<T, Error>;

/// Why nothing was measured.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Oxcom, in its own words.
    #[error("{0}")]
    Com(String),
    /// A result is not what it must be.
    #[error("{0}")]
    Wrong(String),
    /// A process of the benchmark failed.
    #[error("the {what} failed: {why}")]
    Process {
        /// Which.
        what: String,
        /// Its last words.
        why: String,
    },
    /// The machine cannot do what was asked.
    #[error("{0}")]
    Machine(&'static str),
    /// The system.
    #[error("{doing}: {source}")]
    System {
        /// What was being done.
        doing: &'static str,
        /// What it said.
        source: std::io::Error,
    },
    /// Figures that are not as they should be written.
    #[error("figures: {0}")]
    Figures(#[from] serde_json::Error),
}

impl From<oxcom::Error> for Error {
    fn from(error: oxcom::Error) -> Self {
        Self::Com(oxcom::message_of(&error))
    }
}

impl From<oxcom::HRESULT> for Error {
    fn from(hresult: oxcom::HRESULT) -> Self {
        oxcom::Error::from(hresult).into()
    }
}

/// For `map_err`.
pub(crate) fn system<E: Into<std::io::Error>>(doing: &'static str) -> impl FnOnce(E) -> Error {
    move |source| Error::System { doing, source: source.into() }
}
