//! The program's own source as tokens, for the tests of the house.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::visit::Visit;

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

    /// Whether a call of a macro begins with a word: `macro ! (word …)`.
    pub fn starts(&self, call: &[&str], word: &str) -> bool {
        fn within(tokens: &[TokenTree], call: &[&str], word: &str) -> bool {
            let here = tokens.windows(call.len() + 1).any(|w| {
                let (group, head) = w.split_last().expect("a window");
                let begins = matches!(group, TokenTree::Group(g) if g.stream().into_iter().next().is_some_and(|t| t.to_string() == word));
                begins && head.iter().zip(call).all(|(t, c)| t.to_string() == *c)
            });
            here || groups(tokens).any(|inner| within(&inner, call, word))
        }
        within(&self.tokens, call, word)
    }

    /// The top modules of the library that it uses, through `crate::` or
    /// through as many `super::` as lead to the root.
    pub fn uses(&self) -> Vec<(String, usize)> {
        let mut found = Vec::new();
        uses(&self.tokens, self.module.len(), &mut found);
        found
    }

    /// Every string literal, those joined by `concat!` one by one.
    pub fn literals(&self) -> Vec<String> {
        fn within(tokens: &[TokenTree], found: &mut Vec<String>) {
            found.extend(tokens.iter().filter_map(text_of));
            groups(tokens).for_each(|inner| within(&inner, found));
        }
        let mut found = Vec::new();
        within(&self.tokens, &mut found);
        found
    }

    /// The arguments of each `name!(…)` and `name(…)`, with their line.
    pub fn calls(&self, name: &str) -> Vec<(Vec<TokenTree>, usize)> {
        fn within(tokens: &[TokenTree], name: &str, found: &mut Vec<(Vec<TokenTree>, usize)>) {
            for (i, token) in tokens.iter().enumerate() {
                let TokenTree::Group(group) = token else { continue };
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                let called = group.delimiter() == Delimiter::Parenthesis;
                let back = |n: usize| i.checked_sub(n).map(|i| &tokens[i]);
                let named = |token: Option<&TokenTree>| token.is_some_and(|t| is(t, name));
                if called && (named(back(1)) || back(1).is_some_and(|t| is(t, "!")) && named(back(2))) {
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

// ---------------------------------------------------------------- who uses whom

/// What stands in a file outside its tests: the paths that it names, the names
/// that it passes on with `pub use`, and how long its functions are.
#[derive(Default)]
struct Named {
    paths: Vec<Vec<String>>,
    passed_on: Vec<(String, Vec<String>)>,
    functions: Vec<(String, usize)>,
}

/// Whether an item is for tests only.
fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes
        .iter()
        .any(|a| a.path().is_ident("test") || (a.path().is_ident("cfg") && a.parse_args::<syn::Ident>().is_ok_and(|word| word == "test")))
}

fn use_tree(tree: &syn::UseTree, before: &mut Vec<String>, each: &mut dyn FnMut(Vec<String>, String)) {
    match tree {
        syn::UseTree::Path(path) => {
            before.push(path.ident.to_string());
            use_tree(&path.tree, before, each);
            before.pop();
        }
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| use_tree(tree, before, each)),
        syn::UseTree::Name(name) if name.ident == "self" => each(before.clone(), before.last().cloned().unwrap_or_default()),
        syn::UseTree::Name(name) => each([before.as_slice(), &[name.ident.to_string()]].concat(), name.ident.to_string()),
        syn::UseTree::Rename(name) => each([before.as_slice(), &[name.ident.to_string()]].concat(), name.rename.to_string()),
        syn::UseTree::Glob(_) => each(before.clone(), "*".to_owned()),
    }
}

impl<'ast> Visit<'ast> for Named {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        let attributes = match item {
            syn::Item::Mod(item) => &item.attrs,
            syn::Item::Fn(item) => &item.attrs,
            syn::Item::Impl(item) => &item.attrs,
            syn::Item::Use(item) => &item.attrs,
            _ => return syn::visit::visit_item(self, item),
        };
        if !is_test(attributes) {
            syn::visit::visit_item(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let public = !matches!(item.vis, syn::Visibility::Inherited);
        use_tree(&item.tree, &mut Vec::new(), &mut |path, name| {
            if public {
                self.passed_on.push((name, path.clone()));
            }
            self.paths.push(path);
        });
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.paths.push(path.segments.iter().map(|s| s.ident.to_string()).collect());
        syn::visit::visit_path(self, path);
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.measure(&item.sig.ident, &item.block);
        syn::visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.measure(&item.sig.ident, &item.block);
        syn::visit::visit_impl_item_fn(self, item);
    }
}

impl Named {
    fn of(source: &Source) -> Self {
        let file = syn::parse_file(&source.text).unwrap_or_else(|e| panic!("{}: {e}", source.name));
        let mut named = Self::default();
        named.visit_file(&file);
        named
    }

    fn measure(&mut self, name: &syn::Ident, block: &syn::Block) {
        let span = block.brace_token.span;
        self.functions.push((name.to_string(), (span.close().start().line - span.open().start().line).saturating_sub(1)));
    }
}

/// The functions of the program, tests aside, with their lines between the braces.
pub fn functions() -> Vec<(String, String, usize)> {
    let of = |source: &Source| {
        let name = source.name.clone();
        Named::of(source).functions.into_iter().map(move |(function, lines)| (name.clone(), function, lines))
    };
    Source::all().iter().flat_map(of).collect()
}

type Module = Vec<String>;

/// The modules of the program and who uses whom, tests aside. A name that a
/// module only passes on is used where it is made.
pub struct Uses {
    of: BTreeMap<Module, Named>,
}

impl Uses {
    /// Reads the source.
    pub fn read() -> Self {
        let mut of: BTreeMap<Module, Named> = BTreeMap::new();
        for source in Source::all().iter().filter(|s| s.name != "src/main.rs") {
            of.insert(source.module.clone(), Named::of(source));
        }
        Self { of }
    }

    /// The module in which what a path names is made.
    fn target(&self, from: &Module, path: &[String], depth: usize) -> Option<Module> {
        let (mut at, rest) = match path.first()?.as_str() {
            "crate" => (Module::new(), &path[1..]),
            "super" => {
                let supers = path.iter().take_while(|p| *p == "super").count();
                (from[..from.len().checked_sub(supers)?].to_vec(), &path[supers..])
            }
            "self" => (from.clone(), &path[1..]),
            first if self.of.contains_key(&[from.as_slice(), &[first.to_owned()]].concat()) => (from.clone(), path),
            _ => return None,
        };
        for (i, name) in rest.iter().enumerate() {
            let inner = [at.as_slice(), std::slice::from_ref(name)].concat();
            if self.of.contains_key(&inner) {
                at = inner;
                continue;
            }
            let passed_on = self.of.get(&at)?.passed_on.iter().find(|(passed, _)| passed == name);
            return match passed_on {
                Some((_, path)) if depth < 8 => {
                    let whole = [path.as_slice(), &rest[i + 1..]].concat();
                    self.target(&at, &whole, depth + 1)
                }
                _ => Some(at),
            };
        }
        Some(at)
    }

    /// The circles: in each folder, the files and folders that use one another
    /// round about, what a folder's own `mod.rs` uses aside.
    pub fn circles(&self) -> Vec<String> {
        let mut rooms: BTreeMap<Module, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
        for (from, named) in &self.of {
            for path in &named.paths {
                let Some(to) = self.target(from, path, 0) else { continue };
                let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
                if let (Some(user), Some(used)) = (from.get(shared), to.get(shared)) {
                    rooms.entry(from[..shared].to_vec()).or_default().entry(user.clone()).or_default().insert(used.clone());
                }
            }
        }
        let mut found = Vec::new();
        for (room, uses) in &rooms {
            for user in uses.keys() {
                let round = way(uses, user);
                if let Some(round) = round.filter(|round| round.iter().min() == Some(user)) {
                    found.push(format!("src/{}: {user} → {}", room.join("/"), round.join(" → ")));
                }
            }
        }
        found
    }

    /// How many modules there are, and how many uses among them.
    pub fn count(&self) -> (usize, usize) {
        (self.of.len(), self.of.values().map(|n| n.paths.len()).sum())
    }
}

/// The shortest way from a room back to itself.
fn way(uses: &BTreeMap<String, BTreeSet<String>>, start: &String) -> Option<Vec<String>> {
    let mut ways: VecDeque<Vec<String>> = uses.get(start)?.iter().map(|used| vec![used.clone()]).collect();
    let mut seen = BTreeSet::new();
    while let Some(so_far) = ways.pop_front() {
        let last = so_far.last()?;
        if last == start {
            return Some(so_far);
        }
        if seen.insert(last.clone()) {
            ways.extend(uses.get(last).into_iter().flatten().map(|used| [so_far.as_slice(), std::slice::from_ref(used)].concat()));
        }
    }
    None
}
