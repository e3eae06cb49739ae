//! `liboxcom.so`: Oxcom's runtime for C, C++, Python, Mono and whoever else loads a shared library.

use oxcom_host as _;
