//! What a word that nothing bears may have meant: by slips of the hand, by its
//! pinyin or the initials of it, or by what sounds the same.

use super::pinyin::{initials, spelt};
use super::text::is_han;

/// The candidate that is nearest to what was typed, if one is near.
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let sought = Sought::new(typed);
    let near = candidates.into_iter().filter_map(|candidate| Some((sought.far(candidate)?, candidate)));
    near.min_by_key(|(far, _)| *far).map(|(_, candidate)| candidate)
}

/// A word that was typed, with what is compared of it.
struct Sought<'t> {
    typed: &'t str,
    /// Its pinyin, if it is Chinese; else what was typed, in lower case.
    spelt: String,
    chinese: bool,
}

impl<'t> Sought<'t> {
    fn new(typed: &'t str) -> Self {
        Self { typed, spelt: spelt(typed), chinese: typed.chars().any(is_han) }
    }

    /// How far a candidate is from it: 0 sounds the same; none, it is not near.
    fn far(&self, candidate: &str) -> Option<usize> {
        let chinese = candidate.chars().any(is_han);
        if chinese && self.spelt.len() > 1 {
            // Pinyin was typed for Chinese, or Chinese of the same sound.
            let (whole, first) = (spelt(candidate), initials(candidate));
            if whole == self.spelt || (!self.chinese && first == self.spelt) {
                return Some(0);
            }
            // The beginning of a name, by its sound or its initials.
            if whole.starts_with(&self.spelt) || (!self.chinese && first.starts_with(&self.spelt)) {
                return Some(50);
            }
        }
        let slips = distance(candidate, self.typed);
        if slips <= allowed(candidate, self.typed) {
            return Some(1 + slips);
        }
        // A word of which only a part was typed, or that stands in what was typed.
        let part = self.chinese && chinese && self.typed.chars().count() > 1 && candidate.chars().count() > 1;
        (part && (candidate.contains(self.typed) || self.typed.contains(candidate))).then_some(100)
    }
}

/// How many slips a word of some length may have.
fn allowed(name: &str, typed: &str) -> usize {
    (name.chars().count().max(typed.chars().count()) / 3).max(1)
}

/// How many letters must be added, left out, changed or swapped with their
/// neighbour to make one word of another.
pub fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (rows[i - 1][j] + 1).min(row[j - 1] + 1).min(rows[i - 1][j - 1] + same);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted() {
        for (a, b, n) in
            [("org", "orgg", 1), ("log", "lgo", 1), ("申请", "申情", 1), ("report", "repotr", 1), ("", "ab", 2), ("审计", "审计", 0)]
        {
            assert_eq!(distance(a, b), n, "{a} {b}");
        }
    }

    #[test]
    fn what_was_meant_is_found_by_hand_by_ear_and_by_initials() {
        let words = ["登记", "申请", "评审", "入壳", "report", "apply", "社会服务机构"];
        for (typed, meant) in [
            ("登机", Some("登记")),
            ("dj", Some("登记")),
            ("shenqing", Some("申请")),
            ("repotr", Some("report")),
            ("aply", Some("apply")),
            ("服务机构", Some("社会服务机构")),
            ("shfw", Some("社会服务机构")),
            ("设会", Some("社会服务机构")),
            ("xyz", None),
            ("天气", None),
            ("", None),
        ] {
            assert_eq!(nearest(typed, words), meant, "{typed}");
        }
    }
}
