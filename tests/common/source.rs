//! The program's own source as tokens, for the tests of the house.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The repository's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file under a folder of the repository, sorted; none if there is no such folder.
pub fn files(folder: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), &mut found);
    found.sort();
    found
}

/// A path as it is written in the repository.
pub fn shown(path: &Path) -> String {
    path.strip_prefix(root()).expect("a path of the repository").display().to_string()
}

/// A file of Rust.
pub struct Source {
    /// Its path in the repository: `src/store/open.rs`.
    pub name: String,
    /// Its module: `["store", "open"]`; of `mod.rs` the folder's.
    pub module: Vec<String>,
    /// Its text.
    pub text: String,
    /// Its tokens.
    pub tokens: Vec<TokenTree>,
}

impl Source {
    /// Every file of Rust under `src`.
    pub fn all() -> Vec<Source> {
        let read = |path: &PathBuf| {
            let (name, text) = (shown(path), fs::read_to_string(path).expect("the source can be read"));
            let stream: TokenStream = text.parse().unwrap_or_else(|e| panic!("{name}: {e}"));
            let inner = name.trim_start_matches("src/").trim_end_matches(".rs");
            let module = inner.split('/').filter(|part| !matches!(*part, "mod" | "lib" | "main")).map(str::to_owned).collect();
            Source { name, module, text, tokens: stream.into_iter().collect() }
        };
        let found: Vec<Source> = files("src").iter().filter(|p| p.extension().is_some_and(|e| e == "rs")).map(read).collect();
        assert!(found.len() > 50, "the source was found");
        found
    }

    /// The top module it belongs to: `store`; of `lib.rs` and `main.rs` their own names.
    pub fn part(&self) -> &str {
        self.module.first().map_or(if self.name == "src/main.rs" { "main" } else { "lib" }, String::as_str)
    }

    /// Whether the path `words[0]::words[1]::…` stands somewhere in it.
    pub fn names(&self, words: &[&str]) -> bool {
        let mut pattern: Vec<&str> = Vec::new();
        for (i, word) in words.iter().enumerate() {
            if i > 0 {
                pattern.extend([":", ":"]);
            }
            pattern.push(word);
        }
        self.has(&pattern)
    }

    /// Whether the tokens `pattern` stand in it one after another; `(` stands for any group in parentheses.
    pub fn has(&self, pattern: &[&str]) -> bool {
        fn within(tokens: &[TokenTree], pattern: &[&str]) -> bool {
            let is = |token: &TokenTree, word: &str| match token {
                TokenTree::Group(g) => word == "(" && g.delimiter() == Delimiter::Parenthesis,
                other => other.to_string() == word,
            };
            let here = tokens.windows(pattern.len()).any(|w| w.iter().zip(pattern).all(|(t, word)| is(t, word)));
            here || groups(tokens).any(|inner| within(&inner, pattern))
        }
        within(&self.tokens, pattern)
    }

    /// The top modules of the library that it uses, through `crate::` or
    /// through as many `super::` as lead to the root.
    pub fn uses(&self) -> Vec<(String, usize)> {
        let mut found = Vec::new();
        uses(&self.tokens, self.module.len(), &mut found);
        found
    }

    /// The arguments of each `name!(…)` and `name(…)`, with their line.
    pub fn calls(&self, name: &str) -> Vec<(Vec<TokenTree>, usize)> {
        fn within(tokens: &[TokenTree], name: &str, found: &mut Vec<(Vec<TokenTree>, usize)>) {
            for (i, token) in tokens.iter().enumerate() {
                let TokenTree::Group(group) = token else { continue };
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                let back = |n: usize| i.checked_sub(n).map(|i| &tokens[i]);
                let named = |token: Option<&TokenTree>| token.is_some_and(|t| is(t, name));
                if named(back(1)) || (back(1).is_some_and(|t| is(t, "!")) && named(back(2))) {
                    found.push((inner.clone(), group.span().start().line));
                }
                within(&inner, name, found);
            }
        }
        let mut found = Vec::new();
        within(&self.tokens, name, &mut found);
        found
    }
}

/// The text of a string literal.
pub fn text_of(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else { return None };
    syn::parse_str::<syn::LitStr>(&literal.to_string()).ok().map(|s| s.value())
}

fn is(token: &TokenTree, word: &str) -> bool {
    !matches!(token, TokenTree::Group(_)) && token.to_string() == word
}

fn groups(tokens: &[TokenTree]) -> impl Iterator<Item = Vec<TokenTree>> + '_ {
    tokens.iter().filter_map(|t| match t {
        TokenTree::Group(g) => Some(g.stream().into_iter().collect()),
        _ => None,
    })
}

fn uses(tokens: &[TokenTree], depth: usize, found: &mut Vec<(String, usize)>) {
    let path = |i: usize| tokens.get(i).is_some_and(|t| is(t, ":")) && tokens.get(i + 1).is_some_and(|t| is(t, ":"));
    let mut i = 0;
    while i < tokens.len() {
        let mut end = i;
        if is(&tokens[i], "crate") && path(i + 1) {
            end = i + 3;
        } else {
            let mut supers = 0;
            while tokens.get(end).is_some_and(|t| is(t, "super")) && path(end + 1) {
                (supers, end) = (supers + 1, end + 3);
            }
            if supers < depth.max(1) {
                end = i;
            }
        }
        if end > i {
            match tokens.get(end) {
                Some(TokenTree::Ident(name)) => found.push((name.to_string(), name.span().start().line)),
                Some(TokenTree::Group(group)) => {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    let firsts = inner.split(|t| is(t, ",")).filter_map(<[TokenTree]>::first);
                    found.extend(firsts.map(|t| (t.to_string(), t.span().start().line)));
                }
                _ => {}
            }
        }
        if let TokenTree::Group(group) = &tokens[i] {
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            let module = i >= 2 && group.delimiter() == Delimiter::Brace && is(&tokens[i - 2], "mod");
            uses(&inner, depth + usize::from(module), found);
        }
        i = end.max(i + 1);
    }
}
