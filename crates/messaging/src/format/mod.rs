//! Formats of others, read and written without I/O. Every reader checks a length before it believes it.
