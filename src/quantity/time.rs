//! Times as players see them.

/// Seconds as the ride window shows them: `1:04`.
pub fn time(seconds: i64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
