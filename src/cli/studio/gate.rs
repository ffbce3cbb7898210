//! Who may speak to the server: a browser on this machine that knows the token.

use super::http::{Head, Response};

/// Bytes of a token.
const TOKEN: usize = 16;
/// What every request must name as its path that is about more than the page itself.
const GUARDED: &str = "/api/";

/// A secret that is made anew at every start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token(String);

impl Token {
    /// A token of random bytes of the system.
    pub(super) fn new() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; TOKEN];
        getrandom::fill(&mut bytes)?;
        Ok(Self(hex::encode(bytes)))
    }

    /// A token that was made before.
    pub(super) fn of(text: &str) -> Option<Self> {
        hex::decode(text).is_ok_and(|bytes| bytes.len() == TOKEN).then(|| Self(text.to_owned()))
    }

    pub(super) fn text(&self) -> &str {
        &self.0
    }

    /// Whether a text is the token; it takes as long wherever they differ.
    pub(super) fn is(&self, text: &str) -> bool {
        let differences = self.0.bytes().zip(text.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b));
        text.len() == self.0.len() && differences == 0
    }
}

/// What requests must bring along.
pub(super) struct Gate {
    pub token: Token,
    /// That of the game's plug-in, which outlasts a start.
    pub plugin: Token,
    pub port: u16,
}

impl Gate {
    /// Whether a request may come in; else what it is answered. A page of another site reaches this address too, by a
    /// form, a script or a name of its own for this machine: it names itself as origin, or its name as host.
    pub(super) fn check(&self, head: &Head) -> Result<(), Response> {
        if !head.host.as_deref().is_some_and(|host| self.is_own(host)) {
            return Err(Response::error(403, "the server answers to 127.0.0.1 and localhost alone"));
        }
        let is_foreign = |origin: &str| !origin.strip_prefix("http://").is_some_and(|host| self.is_own(host));
        if head.origin.as_deref().is_some_and(is_foreign) {
            return Err(Response::error(403, "pages of other sites may not use the server"));
        }
        if head.path.starts_with(GUARDED) && !self.is_known(head) {
            return Err(Response::error(
                401,
                "the token is missing or wrong; open the address that the program printed",
            ));
        }
        Ok(())
    }

    /// Whether a request brings the token.
    pub(super) fn is_known(&self, head: &Head) -> bool {
        head.token.as_deref().is_some_and(|token| self.token.is(token))
    }

    fn is_own(&self, host: &str) -> bool {
        let port = host.strip_prefix("127.0.0.1:").or_else(|| host.strip_prefix("localhost:"));
        port == Some(self.port.to_string().as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_has_the_token_comes_from_here_and_says_so_gets_in() {
        let gate = Gate { token: Token::new().unwrap(), plugin: Token::new().unwrap(), port: 8123 };
        let own = Head {
            path: "/api/state".to_owned(),
            host: Some("127.0.0.1:8123".to_owned()),
            token: Some(gate.token.text().to_owned()),
            ..Head::default()
        };
        let code = |head: &Head| gate.check(head).map_or_else(|refused| refused.code, |()| 200);
        assert_eq!(code(&own), 200);
        for host in ["evil.example:8123", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8123.evil.example", "[::1]:8123", ""]
        {
            assert_eq!(code(&Head { host: Some(host.to_owned()), ..own.clone() }), 403, "{host}");
        }
        assert_eq!(code(&Head { host: None, ..own.clone() }), 403);
        for origin in ["http://evil.example", "https://127.0.0.1:8123", "null", "http://127.0.0.1:80", "file://"] {
            assert_eq!(code(&Head { origin: Some(origin.to_owned()), ..own.clone() }), 403, "{origin}");
        }
        assert_eq!(code(&Head { origin: Some("http://localhost:8123".to_owned()), ..own.clone() }), 200);
        for token in [None, Some(String::new()), Some("0".repeat(32)), Some(gate.token.text()[1..].to_owned())] {
            assert_eq!(code(&Head { token, ..own.clone() }), 401);
        }
        assert_eq!(code(&Head { path: "/".to_owned(), token: None, ..own }), 200);
    }

    #[test]
    fn tokens_differ() {
        let [one, other] = [(), ()].map(|()| Token::new().unwrap());
        assert!(one != other && one.is(one.text()) && !one.is(other.text()));
        assert_eq!(one.text().len(), 2 * TOKEN);
    }
}
