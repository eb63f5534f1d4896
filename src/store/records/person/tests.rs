//! Whom a claim means.

use super::*;

fn known<'l>(list: &[(Option<&'l str>, Option<&'l str>)]) -> Vec<Person<'l>> {
    let one = |(i, (unit, number)): (usize, &(Option<&'l str>, Option<&'l str>))| Person {
        id: i as i64 + 1,
        name: "李明",
        unit: unit.map(Cow::Borrowed),
        phone: match *number {
            None => Phone::None,
            Some("") => Phone::Erased,
            Some(number) => Phone::Is(number.into()),
        },
        certificate: "none",
        before: NOBODY,
        kept: 0,
        changed: false,
        here: false,
        met: false,
        phoned: false,
    };
    list.iter().enumerate().map(one).collect()
}

fn ids(unit: Option<&str>, phone: Option<&str>, list: &[(Option<&str>, Option<&str>)]) -> Vec<i64> {
    let persons = known(list);
    let found = meant(Claim { name: "李明", unit, phone, certificate: None }, (0..persons.len()).rev(), &persons, &[]);
    found.into_iter().map(|place| persons[place].id).collect()
}

#[test]
fn a_phone_decides() {
    let list = [(Some("甲"), Some("1")), (Some("甲"), Some("2")), (Some("甲"), None), (None, None)];
    assert_eq!(ids(Some("乙"), Some("2"), &list), [2]);
    assert_eq!(ids(None, Some("1"), &list), [1]);
    assert_eq!(ids(Some("甲"), Some("3"), &list), [3], "the one without a phone at the same unit");
    assert!(ids(Some("乙"), Some("3"), &list).is_empty());
    assert!(ids(None, Some("3"), &list).is_empty(), "a mere name is not enough to give it a phone");
}

#[test]
fn without_a_phone_the_unit_decides() {
    assert_eq!(ids(Some("甲"), None, &[(Some("甲"), Some("1")), (Some("乙"), None)]), [1]);
    assert_eq!(ids(Some("甲"), None, &[(Some("甲"), Some("1")), (Some("甲"), None)]), [1, 2], "they cannot be told apart");
    assert!(ids(Some("甲"), None, &[(None, None), (Some("乙"), Some("1"))]).is_empty());
}

#[test]
fn a_mere_name_is_who_is_known_by_no_more() {
    assert_eq!(ids(None, None, &[(Some("甲"), None), (None, Some("1")), (None, None)]), [3]);
    assert!(ids(None, None, &[(Some("甲"), Some("1"))]).is_empty());
}

#[test]
fn an_erased_phone_equals_none_and_is_kept() {
    assert!(ids(Some("甲"), Some("1"), &[(Some("甲"), Some(""))]).is_empty());
    assert_eq!(ids(Some("甲"), None, &[(Some("甲"), Some(""))]), [1]);
}
