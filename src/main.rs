//! The `sitwell` program; everything is in the library.

fn main() {}
