//! Sets of words: an id with its name in both languages, and the enumeration of
//! the ids.

use crate::domain::text::fold_width;
use crate::fault::Fault;
use crate::i18n::{Label, Lang, join, label};
use crate::tr;

/// A word: its id, its name in both languages, and other accepted spellings.
#[derive(Debug)]
pub struct Term {
    /// What the file, JSON and scripts use.
    pub id: &'static str,
    /// What a person reads.
    pub label: Label,
    /// Further names that input accepts.
    pub also: &'static [&'static str],
}

/// A closed set of words.
#[derive(Debug)]
pub struct Vocabulary {
    /// What the set is called.
    pub name: Label,
    /// The words, in the order in which they are offered.
    pub terms: &'static [Term],
}

pub(super) const fn term(id: &'static str, zh: &'static str, en: &'static str) -> Term {
    Term { id, label: label(zh, en), also: &[] }
}

pub(super) const fn also(id: &'static str, zh: &'static str, en: &'static str, also: &'static [&'static str]) -> Term {
    Term { id, label: label(zh, en), also }
}

impl Vocabulary {
    /// The id that a text is, to the letter.
    pub fn id(&self, text: &str) -> Option<&'static str> {
        self.terms.iter().map(|t| t.id).find(|id| *id == text)
    }

    /// The id that `text` names, in whichever language; `None` if none.
    pub fn find(&self, text: &str) -> Option<&'static str> {
        let typed = fold_width(text);
        let is = |s: &str| s.eq_ignore_ascii_case(&typed);
        self.terms.iter().find(|t| is(t.id) || is(t.label.zh) || is(t.label.en) || t.also.iter().any(|a| is(a))).map(|t| t.id)
    }

    /// The id that `text` names.
    ///
    /// # Errors
    /// [`Fault`] (input) that lists the words, if it names none.
    pub fn parse(&self, text: &str) -> anyhow::Result<&'static str> {
        match self.find(text) {
            Some(id) => Ok(id),
            None => {
                let name = self.name.text();
                Fault::input(tr!("{name}“{text}”无效", "'{text}' is not a {name}"))
                    .hint(tr!("可选(中英文均可):{list}", "one of: {list}", list = self.offer()))
                    .err()
            }
        }
    }

    /// An id as a hint types it: in Chinese by its name, which every command takes.
    pub fn typed<'a>(&self, id: &'a str) -> &'a str {
        match crate::i18n::lang() {
            Lang::Zh => self.text(id),
            Lang::En => id,
        }
    }

    /// The choices, as an error or a help page lists them: in Chinese those words,
    /// each with the id that is taken as well.
    pub fn offer(&self) -> String {
        offer(self.terms.iter().map(|t| (t.id, t.label.zh)))
    }

    /// The name of an id; an id that is not in the set is shown as it is.
    pub fn text<'a>(&self, id: &'a str) -> &'a str {
        self.terms.iter().find(|t| t.id == id).map_or(id, |t| t.label.text())
    }
}

/// Words that are offered, each as its id and in Chinese.
pub fn offer<'a>(words: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    match crate::i18n::lang() {
        Lang::Zh => join(words.map(|(id, zh)| if zh == id { zh.to_owned() } else { format!("{zh} {id}") })),
        Lang::En => join(words.map(|(id, _)| id.to_owned())),
    }
}

/// A word of a closed set, as a value.
pub trait Word: Copy + Sized + 'static {
    /// What the file, JSON and scripts use.
    fn id(self) -> &'static str;

    /// The word of an id.
    fn of(id: &str) -> Option<Self>;
}

/// A vocabulary, and the enumeration of its words.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident: $type:ident, $zh:literal, $en:literal,
     [$($variant:ident = $make:ident($id:literal, $of_zh:literal, $of_en:literal $(, $also:expr)?)),* $(,)?]) => {
        $(#[$doc])*
        pub static $name: Vocabulary = Vocabulary { name: label($zh, $en), terms: &[$($make($id, $of_zh, $of_en $(, $also)?)),*] };

        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type {
            $(#[doc = $of_en] $variant),*
        }

        impl $type {
            /// Every word, in the order of the set.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// What the file, JSON and scripts use.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$variant => $id),*
                }
            }

            /// What a person reads.
            pub fn text(self) -> &'static str {
                $name.text(self.id())
            }

            /// As a hint types it, in the language of the output.
            pub fn typed(self) -> &'static str {
                $name.typed(self.id())
            }

            /// The word of an id.
            pub fn of(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|word| word.id() == id)
            }

            /// The word that a person typed, in whichever language.
            ///
            /// # Errors
            /// As [`Vocabulary::parse`].
            pub fn parse(text: &str) -> anyhow::Result<Self> {
                let id = $name.parse(text)?;
                Self::of(id).ok_or_else(|| anyhow::anyhow!("{id} has no word"))
            }
        }

        impl Word for $type {
            fn id(self) -> &'static str {
                self.id()
            }

            fn of(id: &str) -> Option<Self> {
                Self::of(id)
            }
        }
    };
}

pub(super) use vocabulary;
