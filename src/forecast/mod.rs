//! The forecast: exact, live, explained. Knows no clock ("today" is an argument), no text, no writing of the log.
