//! The demo's residents: rooms and desks, evaluations; and who passed the exam.

use chrono::{Days, NaiveDate};

use super::story::{CASES, End, Story};

/// The items of the sheet on entry, and of the yearly one, with full marks.
const ENTRY: [(&str, u32); 6] =
    [("finance", 20), ("team", 20), ("service-design", 20), ("positioning", 15), ("development", 15), ("operation", 10)];
const YEARLY: [(&str, u32); 6] = [("governance", 20), ("team", 20), ("service", 25), ("finance", 15), ("party", 10), ("learning", 10)];

/// Marks for every item, of so many per cent, a little up and down.
pub fn marks(items: &[(&str, u32)], percent: u32) -> String {
    let mark = |(i, (item, full)): (usize, &(&str, u32))| format!(" --score {item}={}", full * (percent + 3 * (i as u32 % 3) - 3) / 100);
    items.iter().enumerate().map(mark).collect()
}

/// A use of an asset, and the day on which it came back, if it did.
type Use = (NaiveDate, String, Option<NaiveDate>);

impl<D: Fn(u32, u32, u32) -> NaiveDate> Story<D> {
    /// What the base gives its residents, and what it judges of them.
    pub fn residents(&mut self) {
        for line in [
            "space add 共享工位 --kind desk --quantity 24",
            "space add 小办公室 --kind office --quantity 4",
            "space add 大会议室 --kind room",
            "space add 党员之家活动室 --kind room",
            "space add 投影仪 --kind equipment --quantity 2 --value 3600",
        ] {
            self.step(self.at(1, 1, 2), line);
        }
        let mut uses = self.bookings();
        for (i, (name, _, year, month, end)) in CASES.iter().enumerate() {
            if matches!(end, End::At(_) | End::Rejected(_) | End::TookBack) {
                continue;
            }
            let (entered, left) = (self.at(*year, month + 2, 20), self.left_on(*year, *month, *end));
            let desks = format!("space give 共享工位 {name} --quantity {}", 1 + i % 2);
            uses.push((entered + Days::new(2), desks, left.map(|day| day + Days::new(4))));
            self.evaluated(i as u32, name, entered, left);
        }
        // Their codes follow the order of their days; what comes back names one.
        uses.sort_by_key(|(day, ..)| *day);
        for (code, (day, line, back)) in (1..).zip(uses) {
            self.step(day, &line);
            if let Some(back) = back {
                self.step(back, &format!("space return AU{code}"));
            }
        }
    }

    /// The day on which an organisation left, if it did.
    fn left_on(&self, year: u32, month: u32, end: End) -> Option<NaiveDate> {
        match end {
            End::Graduated | End::Closed | End::Left => Some(self.at(year, month + 15, 5)),
            End::Withdrew => Some(self.at(year, month + 9, 3)),
            _ => None,
        }
    }

    /// On entry, and after each operating year at whose end it was there.
    fn evaluated(&mut self, i: u32, name: &str, entered: NaiveDate, left: Option<NaiveDate>) {
        let percent = 68 + 4 * (i % 6);
        self.step(entered + Days::new(16), &format!("evaluate {name} --stage entry{}", marks(&ENTRY, percent)));
        for year in 1..=2 {
            let next = self.at(year + 1, 0, 0);
            if entered >= next || left.is_some_and(|day| day < next) {
                continue;
            }
            let [assessed, checked, confirmed] = [5, 12, 19].map(|n| next + Days::new(n));
            self.step(assessed, &format!("evaluate {name} --stage assess --year Y{year}{}", marks(&YEARLY, percent + 6)));
            self.step(checked, &format!("evaluate {name} --stage preliminary --year Y{year} --result pass"));
            self.step(confirmed, &format!("evaluate {name} --stage final --year Y{year} --result pass"));
        }
    }

    /// Rooms are booked every month.
    fn bookings(&self) -> Vec<Use> {
        let month = |n: u32| {
            let day = self.at(1 + n / 12, n % 12, 19);
            let name = CASES[if n < 12 { 0 } else { n as usize % 2 }].0;
            [
                (day, format!("space book 大会议室 {name} --from 14:00 --to 16:00 --purpose 理事会例会"), None),
                (day, format!("space book 党员之家活动室 {} --from 9:30 --to 11:00 --purpose 主题党日", CASES[0].0), None),
            ]
        };
        (1..36).flat_map(month).collect()
    }

    /// Some of those in post pass the exam.
    pub fn certificates(&mut self) {
        let passed = ["陈思远", "何静宜", "罗欣然", "郭晓峰", "梁慧敏", "谢子墨", "韩雪莹"];
        for ((i, name), quarter) in (0..).zip(passed).zip([2, 3, 5, 6, 7, 8, 9]) {
            let day = self.at(quarter / 4 + 1, quarter % 4 * 3, 24);
            let level = if i % 3 == 2 { "social-worker" } else { "assistant" };
            self.step(day, &format!("person add {name} --unit 城区街道社工站"));
            self.step(day, &format!("person certify {name} --level {level} --number 宁社工{}{:03}", day.format("%Y"), 17 * (i + 1)));
        }
    }
}
