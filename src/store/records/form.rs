//! The form of a kind: what its verb asks for, what is still to be asked of whoever
//! makes a record.

use super::field::{Field, Type};
use super::kind::{Create, Kind};
use crate::domain::terms::Vocabulary;

/// A column of a blank sheet.
#[derive(Clone, Copy)]
pub struct Column {
    /// The field that it fills.
    pub field: &'static Field,
    /// Whether it may not be empty.
    pub needed: bool,
    /// The words that it may hold, if they are fixed.
    pub choices: Option<&'static Vocabulary>,
}

impl Create {
    /// The columns of a blank sheet for this verb, its subject aside; those that
    /// may not be empty first.
    pub fn template(&self, kind: &Kind) -> Vec<Column> {
        let choices = |ty| if let Type::Choice(set) = ty { Some(set) } else { None };
        let mut columns: Vec<Column> =
            self.fields(kind).map(|field| Column { field, needed: is_needed(field), choices: choices(field.ty) }).collect();
        columns.sort_by_key(|column| !column.needed);
        columns
    }

    /// The fields that must be given and were not, by name.
    pub fn missing<'a>(&'a self, kind: &'a Kind, given: impl Fn(&Field) -> bool + 'a) -> impl Iterator<Item = &'static Field> + 'a {
        self.fields(kind).filter(move |f| is_needed(f) && !given(f))
    }
}

/// Whether a field must be given: a day is today if it is not.
pub fn is_needed(field: &Field) -> bool {
    field.required && !matches!(field.ty, Type::Date)
}

#[cfg(test)]
mod tests {
    use crate::store::records::registry;

    #[test]
    fn a_sheet_asks_first_for_what_it_needs() {
        let (kind, create) = registry::creates().find(|(_, c)| c.words == ["org", "add"]).expect("org add");
        let columns = create.template(kind);
        let needed: Vec<&str> = columns.iter().take_while(|c| c.needed).map(|c| c.field.name).collect();
        assert_eq!(needed, ["name", "kind"]);
        assert_eq!(columns[1].choices.map(|set| set.terms.len()), Some(5));
        assert_eq!(create.missing(kind, |f| f.name == "kind").map(|f| f.name).collect::<Vec<_>>(), ["name"]);
    }
}
