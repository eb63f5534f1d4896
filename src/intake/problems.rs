//! What is wrong with the rows of a roster: told in words of the first, by the
//! line of the rest. A file may be wrong from top to bottom.

use std::collections::BTreeMap;

use crate::domain::code::ranges;
use crate::i18n::join;
use crate::tr;

/// So many problems are told in words.
pub const TOLD: usize = 200;

/// So many runs of lines are named beside them.
const RUNS: usize = 200;

/// So many rows with the very same fault are told together.
const MANY: usize = 20;

/// Something wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The row's line in the file.
    pub line: usize,
    /// What is wrong: the column and the value.
    pub text: String,
}

/// What is wrong with rows, each rising by line.
#[derive(Clone, Debug)]
pub struct Problems {
    /// So many are told in words.
    most: usize,
    told: Vec<Problem>,
    /// The lines of what is not told in words.
    rest: Vec<usize>,
}

impl Default for Problems {
    fn default() -> Self {
        Self { most: TOLD, told: Vec::new(), rest: Vec::new() }
    }
}

impl Problems {
    /// Those of a file of which every reason is wanted.
    pub fn all() -> Self {
        Self { most: usize::MAX, ..Self::default() }
    }

    /// None yet, of the same file.
    #[must_use]
    pub fn none_yet(&self) -> Self {
        Self { most: self.most, ..Self::default() }
    }

    /// The rows that are wrong by their lines, with the reasons of each.
    pub fn rows(&self) -> BTreeMap<usize, String> {
        let mut rows: BTreeMap<usize, String> = self.rest.iter().map(|line| (*line, String::new())).collect();
        for Problem { line, text } in &self.told {
            let reasons = rows.entry(*line).or_default();
            if !reasons.is_empty() {
                reasons.push_str(&tr!(";", "; "));
            }
            reasons.push_str(text);
        }
        rows
    }

    /// Adds one.
    pub fn add(&mut self, line: usize, text: String) {
        if self.told.len() < self.most { self.told.push(Problem { line, text }) } else { self.rest.push(line) }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.told.len() + self.rest.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.told.is_empty()
    }

    /// Those told in words, and after them how many rows more are wrong.
    #[cfg(test)]
    pub fn told(&self) -> &[Problem] {
        &self.told
    }

    /// These and others together, in the file's order; what is wrong with one
    /// row stays together.
    #[must_use]
    pub fn and(&self, others: Self) -> Self {
        let mut told = [self.told.as_slice(), &others.told].concat();
        told.sort_by_key(|p| p.line);
        let mut rest = [self.rest.as_slice(), &others.rest].concat();
        rest.extend(told.drain(told.len().min(self.most)..).map(|p| p.line));
        Self { most: self.most, told, rest }
    }

    /// A line of text for each problem that is told; one that many rows have is
    /// told once, with their lines.
    fn in_words(&self) -> Vec<String> {
        let mut same: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        self.told.iter().for_each(|p| same.entry(&p.text).or_default().push(p.line));
        let mut lines = Vec::new();
        for Problem { line, text } in &self.told {
            let of = same.get(text.as_str()).map_or(&[][..], Vec::as_slice);
            if of.len() < MANY {
                lines.push(tr!("第{line}行:{text}", "line {line}: {text}"));
            } else if of.first() == Some(line) {
                let n = of.len();
                let list = runs(of);
                lines.push(tr!("第{list}行,共{n}行:{text}", "lines {list}, {n} rows: {text}"));
            }
        }
        lines
    }

    /// How many rows are wrong, and a line of text for each problem, with the
    /// lines of the file that are only named in the last.
    pub fn lines(&self) -> (usize, Vec<String>) {
        let mut rows: Vec<usize> = self.told.iter().map(|p| p.line).collect();
        rows.dedup();
        let mut rest = self.rest.clone();
        rest.sort_unstable();
        rest.dedup();
        rest.retain(|line| rows.binary_search(line).is_err());
        let mut lines = self.in_words();
        if !rest.is_empty() {
            let more = rest.len();
            let list = runs(&rest);
            lines.push(tr!("另有{more}行也不对,在第{list}行", "rows that are wrong besides: {more}, on lines {list}"));
        }
        (rows.len() + rest.len(), lines)
    }
}

/// Lines of a file, runs of them by their ends.
fn runs(lines: &[usize]) -> String {
    let mut runs = ranges("", lines.iter().map(|line| i64::try_from(*line).unwrap_or(i64::MAX)));
    if runs.len() > RUNS {
        runs.truncate(RUNS);
        runs.push("…".to_owned());
    }
    join(runs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_are_told_and_all_are_named() {
        let mut problems = Problems::default();
        (1..=TOLD + 3).for_each(|i| problems.add(i * 2, format!("x{i}")));
        let mut more = Problems::default();
        more.add(3, "y".into());
        let (rows, lines) = problems.and(more).lines();
        assert_eq!((rows, lines.len()), (TOLD + 4, TOLD + 1));
        assert_eq!(lines[..3], ["第2行:x1", "第3行:y", "第4行:x2"]);
        assert_eq!(lines[TOLD], format!("另有4行也不对,在第{}、{}、{}、{}行", TOLD * 2, TOLD * 2 + 2, TOLD * 2 + 4, TOLD * 2 + 6));
    }

    #[test]
    fn however_many_there_are_the_text_is_short() {
        let mut problems = Problems::default();
        (1..=100_000).for_each(|i| problems.add(i * 2, format!("x{i}")));
        let (rows, lines) = problems.lines();
        assert_eq!(rows, 100_000);
        assert!(lines.iter().map(String::len).sum::<usize>() < 10_000);
        assert!(lines[TOLD].ends_with("…行"), "{}", lines[TOLD]);
    }

    #[test]
    fn what_many_rows_have_is_told_once() {
        let mut problems = Problems::default();
        (2..=30).for_each(|line| problems.add(line, "类别“外星人”无效".into()));
        problems.add(31, "缺少姓名".into());
        let (rows, lines) = problems.lines();
        assert_eq!((rows, lines), (30, vec!["第2-30行,共29行:类别“外星人”无效".to_owned(), "第31行:缺少姓名".to_owned()]));
    }
}
