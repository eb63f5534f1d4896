//! The demo's operator: how it was chosen, what it hands in, how it is assessed.

use chrono::{Days, Months, NaiveDate};

use super::residents::marks;
use super::story::{CASES, Story, credit_code};

/// Who operates the base.
pub const NAME: &str = "青松社会工作发展中心";

/// The items of the sheet of performance, with full marks.
const SHEET: [(&str, u32); 7] =
    [("incubation", 25), ("capacity", 20), ("projects", 15), ("information", 10), ("party", 10), ("finance", 10), ("satisfaction", 10)];

impl<D: Fn(u32, u32, u32) -> NaiveDate> Story<D> {
    /// Three years of the operator, as far as the story goes.
    pub fn operator(&mut self) {
        self.chosen();
        for year in 1..=3 {
            for quarter in 1..=4 {
                let end = self.at(year, 3 * quarter, 0);
                self.step(end + Days::new(10), &format!("operator submit finance Y{year}Q{quarter} --to 市民政局"));
                self.step(end + Days::new(12), &format!("operator submit summary Y{year}Q{quarter} --to 市民政局"));
            }
            let over = self.at(year + 1, 0, 0);
            let scores = marks(&SHEET, 80 + 4 * year);
            self.step(over + Days::new(20), &format!("operator assess Y{year}{scores} --by 领导小组办公室"));
            self.step(over + Days::new(25), &format!("operator submit evaluation Y{year} --to 领导小组办公室"));
            for (month, about) in [(3, "funds"), (6, "premises"), (9, "incubation")] {
                let line = format!("operator inspect --about {about} --result pass --by 领导小组办公室");
                self.step(self.at(year, month, 16), &line);
            }
        }
        let complained = format!("operator complaint {} --text 大会议室预约后被临时占用", CASES[4].0);
        self.step(self.at(2, 2, 14), &complained);
        self.step(self.at(2, 3, 9), "operator verify CP1 --result upheld --severity minor --by 领导小组办公室");
    }

    /// Its registration and rating, the check, the contract.
    fn chosen(&mut self) {
        let (first, last) = (self.at(1, 0, 0), self.at(4, 0, 0) - Days::new(1));
        let before = |months| first - Months::new(months);
        for line in [
            format!("org add --name {NAME} --kind service --field professional --uscc {} --registered {}", credit_code(99), before(66)),
            format!("org rate {NAME} --grade 4A --date {} --by 省民政厅", before(15)),
            format!("person add 杜若溪 --unit {NAME}"),
            format!("person certify 杜若溪 --level social-worker --date {}", before(14)),
            format!("operator check {NAME} --lead 杜若溪 --evidence experience=承接过街道孵化点 --evidence party=已建党支部"),
            format!("operator contract {NAME} --from {first} --to {last} --amount 7.2万 --number 采购〔{}〕7号", first.format("%Y")),
        ] {
            self.step(first + Days::new(1), &line);
        }
        self.step(self.at(2, 8, 6), "person renew 杜若溪");
    }
}
