//! What the lists of tests are written with.

/// The tests of a module, by name.
macro_rules! tests {
    ($($name:ident),* $(,)?) => {
        pub fn all() -> Vec<(&'static str, crate::drivers::Test)> {
            vec![$((stringify!($name), $name as crate::drivers::Test)),*]
        }
    };
}

/// Compares, and says what was expected.
macro_rules! same {
    ($left:expr, $right:expr) => {{
        let (left, right) = (&$left, &$right);
        if left != right {
            return Err(format!("line {}: {left:?} is not {right:?}", line!()));
        }
    }};
}
