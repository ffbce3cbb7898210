//! Paths as they are typed into a shell, for commands that messages suggest.

use std::path::Path;

use super::failure::shown;

/// A path as one argument of a command, quoted where the shell of the system needs it.
pub(super) fn typed(path: &Path) -> String {
    let path = shown(path);
    // What begins with a hyphen would be taken for a flag.
    let path = if path.starts_with('-') { format!(".{}{path}", std::path::MAIN_SEPARATOR) } else { path };
    quoted(&path)
}

#[cfg(not(windows))]
fn quoted(text: &str) -> String {
    // It fails for the character NUL alone, which no path holds.
    shlex::try_quote(text).map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned)
}

#[cfg(windows)]
fn quoted(text: &str) -> String {
    quoted_for_windows(text)
}

/// Quoted for the Command Prompt and PowerShell. Both know double quotes, between which PowerShell still reads `$`,
/// the backquote and curly quotes; only PowerShell knows single quotes, between which it reads nothing else.
#[cfg(any(windows, test))]
fn quoted_for_windows(text: &str) -> String {
    const SINGLE_QUOTES: [char; 5] = ['\'', '‘', '’', '‚', '‛'];
    let is_plain = |letter: char| letter.is_alphanumeric() || "/\\:._-+".contains(letter);
    let is_read_by_powershell = |letter: char| "$`“”„".contains(letter);
    if !text.is_empty() && text.chars().all(is_plain) {
        return text.to_owned();
    }
    if text.chars().any(is_read_by_powershell) {
        let doubled = |letter: char| std::iter::repeat_n(letter, 1 + usize::from(SINGLE_QUOTES.contains(&letter)));
        return format!("'{}'", text.chars().flat_map(doubled).collect::<String>());
    }
    // A single backslash would take the closing quote with it.
    let backslash = if text.ends_with('\\') { "\\" } else { "" };
    format!("\"{text}{backslash}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_reads_back_what_is_quoted() {
        for (path, expected) in [
            (r"C:\coasters\best", r"C:\coasters\best"),
            (r"C:\my coasters", r#""C:\my coasters""#),
            (r"C:\my coasters\", r#""C:\my coasters\\""#),
            ("it's", r#""it's""#),
            ("it's $HOME", "'it''s $HOME'"),
            ("`date`", "'`date`'"),
            ("a & b", r#""a & b""#),
            ("@list", r#""@list""#),
            ("", r#""""#),
        ] {
            assert_eq!(quoted_for_windows(path), expected);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_shell_reads_back_what_is_quoted() {
        let names = [
            "plain",
            "my coasters",
            "it's",
            "$HOME",
            "`date`",
            "say \"hi\"",
            "back\\slash",
            "a;b&c|d>e",
            "*?[x]{a,b}",
            "~",
            "#no comment",
            "!1",
            "ä ö",
            "'$x`y\"z\\",
        ];
        for name in names {
            let script = format!("printf %s {}", typed(Path::new(name)));
            let output = std::process::Command::new("sh").args(["-c", &script]).output().unwrap();
            assert_eq!(String::from_utf8(output.stdout).unwrap(), name, "{script}");
        }
    }

    #[test]
    fn a_hyphen_begins_no_flag() {
        assert!(typed(Path::new("-out")).starts_with('.'));
    }
}
