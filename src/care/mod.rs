//! Pure: exercises and which one to suggest.
