//! The two languages in which everything that a person reads is written.
//!
//! A text stands where it is used, Chinese and English side by side, in
//! [`tr!`](crate::tr): both are format strings that the compiler checks, so a
//! language cannot be missing and a placeholder cannot be unknown. A test
//! (`tests/house.rs`) compares the placeholders of each pair.

use std::cell::Cell;

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// Chinese, the default.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// As `--lang` takes it and files have it.
    pub fn id(self) -> &'static str {
        match self {
            Lang::Zh => "zh",
            Lang::En => "en",
        }
    }
}

thread_local! {
    static LANG: Cell<Lang> = const { Cell::new(Lang::Zh) };
}

/// The language of this thread.
pub fn lang() -> Lang {
    LANG.get()
}

/// Sets the language of this thread, once, before anything is shown.
pub fn set(lang: Lang) {
    LANG.set(lang);
}

/// Does `work` in a language, and goes back to the one before.
pub fn within<T>(lang: Lang, work: impl FnOnce() -> T) -> T {
    let before = LANG.replace(lang);
    let done = work();
    LANG.set(before);
    done
}

/// A fixed text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Label {
    /// The text in the language of this thread.
    pub fn text(self) -> &'static str {
        match lang() {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// Makes a [`Label`].
pub const fn label(zh: &'static str, en: &'static str) -> Label {
    Label { zh, en }
}

/// Picks between two texts that came from data, such as a plan file.
pub fn pick<'a>(zh: &'a str, en: &'a str) -> &'a str {
    match lang() {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// Joins a list as the language of this thread does: `、` or `, `.
pub fn join<I: IntoIterator<Item = S>, S: AsRef<str>>(items: I) -> String {
    let separator = label("、", ", ").text();
    let items: Vec<S> = items.into_iter().collect();
    items.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(separator)
}

/// A text in the language of this thread: `tr!("共{n}家", "{n} organisations")`.
///
/// Both are format strings; names in braces are taken from the scope or given
/// as `name = value`. The result is a `String`.
#[macro_export]
macro_rules! tr {
    ($zh:literal, $en:literal $(, $name:ident = $value:expr)* $(,)?) => {
        match $crate::i18n::lang() {
            $crate::i18n::Lang::Zh => format!($zh $(, $name = $value)*),
            $crate::i18n::Lang::En => format!($en $(, $name = $value)*),
        }
    };
}
