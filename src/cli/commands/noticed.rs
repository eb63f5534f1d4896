//! What is noticed of the rows of a file: a million rows may each give cause.

use crate::tr;

/// So much is told one by one.
const TOLD: usize = 200;

/// Things to know, and how many more there are.
#[derive(Debug, Default)]
pub struct Noticed {
    told: Vec<String>,
    more: usize,
}

impl Noticed {
    /// Adds something.
    pub fn add(&mut self, warning: String) {
        if self.told.len() < TOLD { self.told.push(warning) } else { self.more += 1 }
    }

    /// Adds something that is told however much else there is.
    pub fn always(&mut self, warning: String) {
        self.told.push(warning);
    }

    /// Adds what others noticed.
    pub fn and(&mut self, others: Self) {
        self.more += others.more;
        others.told.into_iter().for_each(|warning| self.add(warning));
    }

    /// All of it as it is told.
    pub fn list(&self) -> Vec<String> {
        let mut list = self.told.clone();
        if self.more > 0 {
            list.push(tr!("另有{n}处同类情形未逐一列出", "cases like these that are not listed: {n}", n = self.more));
        }
        list
    }
}
