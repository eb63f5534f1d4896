//! The demo's money: what came in, what it was spent on, the books of quarters.

use chrono::NaiveDate;

use super::operator::NAME;
use super::story::{CASES, End, Story, TRAININGS};

/// What each line of the yearly budget has, in yuan: 282,900 in all.
const BUDGET: [(&str, u32); 10] = [
    ("personnel", 120_000),
    ("office", 12_000),
    ("premises", 24_000),
    ("equipment", 16_000),
    ("training", 36_000),
    ("activity", 18_000),
    ("expert", 14_900),
    ("publicity", 10_000),
    ("audit", 8_000),
    ("service-fee", 24_000),
];

impl<D: Fn(u32, u32, u32) -> NaiveDate> Story<D> {
    /// Three years of vouchers, as far as the story goes.
    pub fn money(&mut self) {
        // A receipt of another account is the first voucher, and taken back.
        self.step(self.at(1, 0, 5), "finance post --in 1000 --category other-in --number 记-1");
        self.step(self.at(1, 0, 7), "finance reverse V1 --reason 属另一账户的到账");
        for year in 1..=3 {
            self.income(year);
            self.running_costs(year);
            for quarter in 1..=4 {
                self.step(self.at(year, 3 * quarter, 8), &format!("finance close Y{year}Q{quarter}"));
            }
        }
        for (i, (name, _, year, month, end)) in CASES.iter().enumerate() {
            if !matches!(end, End::At(_) | End::Rejected(_) | End::TookBack) {
                self.resident(i, name, *year, *month);
            }
        }
        // The fee for two exits, which are the first: of the first two cases.
        self.step(self.at(2, 4, 10), &format!("finance post --out 24000 --category service-fee --party {NAME} --evidence X3,X6"));
        self.step(self.at(3, 1, 12), "fund contribute 5万 --from 市慈善会");
        self.step(self.at(3, 2, 6), "fund contribute 2万 --from 本地商会");
        self.step(self.at(3, 3, 4), &format!("fund invest {} 3万 --note 社区食堂项目", CASES[1].0));
        self.step(self.at(3, 6, 4), &format!("fund return {} 1500", CASES[1].0));
    }

    fn income(&mut self, year: u32) {
        let lines: String = BUDGET.iter().map(|(line, yuan)| format!(" --line {line}={yuan}")).collect();
        self.step(self.at(year, 0, 3), &format!("finance budget Y{year}{lines}"));
        for month in [0, 6] {
            self.step(self.at(year, month, 6), "finance post --in 141450 --category appropriation --party 市财政局");
        }
        self.step(self.at(year, 1, 12), "finance post --in 5万 --category special --party 市民政局");
        self.step(self.at(year, 1, 20), "finance post --in 3万 --category donated --party 本地商会");
        self.step(self.at(year, 5, 15), "finance post --in 6800 --category earned --party 开元社区");
        for month in [2, 5, 8, 11] {
            self.step(self.at(year, month, 20), &format!("finance post --in {}.35 --category other-in --note 存款利息", 10 + month));
        }
    }

    fn running_costs(&mut self, year: u32) {
        for month in 0..12 {
            self.step(self.at(year, month, 24), "finance post --out 9800 --category personnel --note 工资及社保");
            self.step(self.at(year, month, 26), &format!("finance post --out {} --category office", 720 + 30 * (month % 5)));
        }
        for quarter in 0..4 {
            self.step(self.at(year, 3 * quarter, 15), "finance post --out 5800 --category premises --note 水电网络");
            self.step(self.at(year, 3 * quarter + 1, 18), "finance post --out 3600 --category activity");
            self.step(self.at(year, 3 * quarter + 2, 11), "finance post --out 1800 --category publicity");
        }
        self.step(self.at(year, 1, 9), "finance post --out 12600.5 --category equipment --note 投影和桌椅");
        for (i, (title, form, _)) in TRAININGS.iter().enumerate() {
            let day = self.at(year, i as u32 + 1, 17);
            let category = if *form == "supervision" { "expert" } else { "training" };
            self.step(day, &format!("finance post --out {} --category {category} --note {title}", 2600 + 150 * (i % 5)));
        }
        self.step(self.at(year, 11, 10), "finance post --out 7500 --category audit --party 诚信会计师事务所");
        self.step(self.at(year, 7, 21), "finance post --in 320 --category refund --line training --note 场地退款");
    }

    /// Seed money for every third resident, custody for every second.
    fn resident(&mut self, i: usize, name: &str, year: u32, month: u32) {
        if i.is_multiple_of(3) {
            self.step(
                self.at(year, month + 4, 5),
                &format!("finance post --out 4000 --category seed-fund --source special-fund --org {name}"),
            );
        }
        if i.is_multiple_of(2) {
            self.step(self.at(year, month + 3, 10), &format!("finance post --in 2万 --category custody-in --org {name}"));
            self.step(self.at(year, month + 5, 12), &format!("finance post --out {}00 --category custody-out --org {name}", 80 + i));
        }
    }
}
