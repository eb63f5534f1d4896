//! The demo's story: two and a half operating years as a clerk would type them.

use std::path::Path;

use chrono::{Datelike, Days, NaiveDate};

use super::{Step, people};
use crate::domain::uscc;

const CLERKS: [&str; 2] = ["经办人甲", "经办人乙"];
const TOWNS: [&str; 8] = ["东塔镇", "郝家桥镇", "崇兴镇", "宁东镇", "马家滩镇", "梧桐树乡", "白土岗乡", "城区街道"];
const GROUPS: [&str; 6] = ["邻里互助队", "夕阳红文艺队", "爱心妈妈小组", "巡河护绿队", "法律明白人小组", "儿童之家"];
const SERVICES: [&str; 8] = ["space", "custody", "capacity", "information", "registration", "matching", "advice", "seed-fund"];
pub(super) const TRAININGS: [(&str, &str, &str); 10] = [
    ("社会组织内部治理", "lecture", "governance"),
    ("团队建设与分工", "salon", "team"),
    ("个案与小组工作方法", "supervision", "service"),
    ("公益资源拓展", "salon", "resources"),
    ("民间非营利组织会计", "lecture", "finance"),
    ("志愿者招募与管理", "lecture", "volunteers"),
    ("登记备案政策解读", "lecture", "policy"),
    ("党建与社建同步", "lecture", "party"),
    ("老年服务专业督导", "supervision", "service"),
    ("项目申报与预算", "salon", "finance"),
];
const VISITS: [&str; 4] = ["回访财务与项目进展", "了解团队稳定情况", "协助申报项目", "交流年度计划"];
const TOPICS: [&str; 8] = ["registration", "policy", "inspection", "project", "finance", "rating", "party", "other"];

/// How a case ends, as far as the story goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Still a resident.
    Resident,
    /// A resident whose exit is under way.
    Assessed,
    /// Graduated, in follow-up.
    Graduated,
    /// Graduated, follow-up closed.
    Closed,
    /// Failed its exit.
    Left,
    /// Left early.
    Withdrew,
    /// Stopped after so many passed stages (0 to 6).
    At(usize),
    /// Rejected at the stage of this index.
    Rejected(usize),
    /// Took its application back.
    TookBack,
}

/// The organisations that apply: name, field, year and month of application, end.
pub(super) const CASES: [(&str, &str, u32, u32, End); 26] = [
    ("启明社会工作服务中心", "professional", 1, 0, End::Closed),
    ("暖阳助老服务中心", "charity", 1, 0, End::Graduated),
    ("绿洲环保志愿者协会", "charity", 1, 1, End::Left),
    ("同心社区发展服务中心", "resource", 1, 2, End::Withdrew),
    ("青禾社工服务中心", "professional", 1, 4, End::Graduated),
    ("星火志愿服务联合会", "resource", 1, 6, End::Graduated),
    ("育苗儿童关爱中心", "charity", 2, 0, End::Graduated),
    ("春雨社区服务社", "professional", 2, 1, End::Assessed),
    ("和风心理服务中心", "professional", 2, 3, End::Resident),
    ("乐业助残服务中心", "charity", 2, 4, End::Resident),
    ("晚霞文化艺术团", "other", 2, 6, End::Resident),
    ("知行公益发展中心", "resource", 2, 7, End::Resident),
    ("蓝丝带救助服务队", "charity", 2, 10, End::Resident),
    ("小桔灯阅读推广中心", "charity", 2, 11, End::Resident),
    ("安居物业调解服务中心", "professional", 3, 0, End::Resident),
    ("绿荫慈善超市", "resource", 3, 1, End::Resident),
    ("晨光康复服务中心", "professional", 3, 5, End::At(0)),
    ("融和家庭服务中心", "professional", 3, 4, End::At(1)),
    ("百灵声乐公益社", "other", 3, 4, End::At(2)),
    ("护航青少年服务中心", "professional", 3, 3, End::At(3)),
    ("惠民法律援助中心", "professional", 3, 3, End::At(4)),
    ("携手自强服务社", "charity", 3, 2, End::At(5)),
    ("新芽社会工作发展中心", "professional", 3, 2, End::At(6)),
    ("远方户外俱乐部", "other", 1, 3, End::Rejected(0)),
    ("聚力商会服务中心", "resource", 2, 2, End::Rejected(3)),
    ("清泉饮水公益社", "charity", 2, 5, End::TookBack),
];

/// Writes the story's steps; `day(year, month, day)` counts from the plan's
/// first day: operating year from 1, months and days after its start.
pub struct Story<D> {
    day: D,
    steps: Vec<Step>,
}

/// The whole story, in no order. Rosters are written into `folder`.
///
/// # Errors
/// If a roster cannot be written.
pub fn steps<D: Fn(u32, u32, u32) -> NaiveDate>(day: D, folder: &Path) -> anyhow::Result<Vec<Step>> {
    let mut story = Story { day, steps: Vec::new() };
    for (i, case) in CASES.iter().enumerate() {
        story.case(i, case);
    }
    for (year, filed) in [(1, 15), (2, 15), (3, 12)] {
        story.filings(year, filed);
    }
    for (year, sessions, size) in [(1, 10, 60), (2, 10, 61), (3, 8, 30)] {
        story.trainings(year, sessions, size, folder)?;
    }
    for (year, n, span) in [(1, 20, 11), (2, 20, 11), (3, 20, 5)] {
        story.consultations(year, n, span);
    }
    story.projects();
    story.recognitions();
    story.operator();
    story.money();
    story.residents();
    story.functions();
    story.certificates();
    Ok(story.steps)
}

impl<D: Fn(u32, u32, u32) -> NaiveDate> Story<D> {
    pub(super) fn at(&self, year: u32, month: u32, day: u32) -> NaiveDate {
        (self.day)(year, month, day)
    }

    pub(super) fn step(&mut self, day: NaiveDate, line: &str) {
        let actor = CLERKS[self.steps.len() % CLERKS.len()];
        self.steps.push(Step { day, actor, arguments: line.split(' ').map(str::to_owned).collect() });
    }

    /// One organisation's way from its first record to where it stands.
    fn case(&mut self, i: usize, &(name, field, year, month, end): &(&str, &str, u32, u32, End)) {
        let at = |months: u32, days: u32| (self.day)(year, month + months, days);
        let stages = [at(0, 9), at(0, 18), at(0, 27), at(1, 10), at(2, 8), at(2, 12)];
        let (applied, entered, registered) = (at(0, 4), at(2, 20), at(9, 3));
        let served: Vec<NaiveDate> = (0..12).map(|m| at(2 + m, 24)).collect();
        let after = [at(15, 5), at(18, 2), at(27, 9)];
        let town = TOWNS[i % TOWNS.len()];
        self.step(applied, &format!("org add --name {name} --kind unregistered --field {field} --stage startup --town {town}"));
        self.step(applied, &format!("apply {name} --reserve-fund {}00", 80 + 10 * i));
        if !self.screened(i, name, stages, end) {
            return;
        }
        let (staff, departments, systems) = (3 + i % 4, 1 + i % 2, 1 + i % 3);
        self.step(
            entered,
            &format!("incubate {name} --staff {staff} --departments {departments} --systems {systems} --projects {}", i % 2),
        );
        let months = if end == End::Withdrew { 4 } else { 12 };
        for (m, day) in served.into_iter().enumerate().take(months) {
            self.step(day, &format!("service log {name} --service {} --hours {}", SERVICES[(m + i) % SERVICES.len()], 1 + m % 3));
        }
        if end == End::Withdrew {
            return self.step(registered, &format!("withdraw {name} --leave --reason 与另一机构合并"));
        }
        if end != End::Left {
            self.step(registered, &format!("org register {name} --uscc {}", credit_code(i)));
            self.inspected(name, registered.year());
        }
        if end != End::Resident {
            self.left(i, name, after, [staff, departments, systems], end);
        }
    }

    /// The inspections of an organisation registered in a year, each in the year after.
    fn inspected(&mut self, name: &str, registered: i32) {
        for year in registered..registered + 3 {
            if let Some(day) = NaiveDate::from_ymd_opt(year + 1, 5, 18) {
                self.step(day, &format!("org inspect {name} --year {year} --result pass --by 市民政局"));
            }
        }
    }

    /// Screening and approval; whether it may enter.
    fn screened(&mut self, i: usize, name: &str, days: [NaiveDate; 6], end: End) -> bool {
        let passed = match end {
            End::At(n) | End::Rejected(n) => n,
            End::TookBack => 2,
            _ => 6,
        };
        for (stage, day) in ["eligibility", "internal", "site", "expert", "preliminary", "final"].iter().zip(days).take(passed) {
            if *stage == "expert" {
                self.scores(name, day, i);
            }
            self.step(day, &format!("review {name} --stage {stage} --result pass"));
        }
        match end {
            End::At(3) => self.scores(name, days[3], i),
            End::Rejected(0) => {
                self.step(days[0], &format!("review {name} --stage eligibility --result fail --unmet nonprofit,founder"));
            }
            End::Rejected(_) => {
                self.scores(name, days[3], i);
                self.step(days[3], &format!("review {name} --stage expert --result fail"));
            }
            End::TookBack => self.step(days[3], &format!("withdraw {name} --reason 负责人外出务工")),
            _ => {}
        }
        passed == 6 && !matches!(end, End::At(_))
    }

    /// The exit assessment, its approvals and the follow-up.
    fn left(&mut self, i: usize, name: &str, [exit, visited, closed]: [NaiveDate; 3], entry: [usize; 3], end: End) {
        let failed = end == End::Left;
        let [staff, departments, systems] = entry;
        let (result, projects) = if failed { ("fail", 0) } else { ("pass", 2 + i % 2) };
        let facts = format!("--staff {} --departments {} --systems {} --projects {projects}", staff + 4, departments + 2, systems + 3);
        self.step(
            exit,
            &format!("exit-assess {name} --stage assess --result {result} {facts} --registration {result} --team pass --project {result}"),
        );
        self.step(exit, &format!("exit-assess {name} --stage preliminary --result {result}"));
        if end == End::Assessed {
            return;
        }
        self.step(exit, &format!("exit-assess {name} --stage final --result {result}"));
        // A visit in each quarter while it is followed, which is two years at most.
        let visits = if failed {
            0
        } else if end == End::Closed {
            4
        } else {
            8
        };
        for visit in 0..visits {
            self.step(visited + Days::new(85 * visit), &format!("follow-up log {name} --note {}", VISITS[visit as usize % VISITS.len()]));
        }
        if end == End::Closed {
            self.step(closed, &format!("follow-up close {name} --note 运行平稳"));
        }
    }

    fn scores(&mut self, name: &str, day: NaiveDate, i: usize) {
        let base = 74 + 3 * (i % 6);
        let score = |who: &str, add: usize| format!("--score {who}:团队={} --score {who}:项目={}", base + add, base + add / 2 + 2);
        self.step(
            day,
            &format!(
                "review {name} --stage expert {} {} {} --abstain 评审丁 --recuse 评审戊:曾任该机构顾问",
                score("评审甲", 6),
                score("评审乙", 1),
                score("评审丙", 9)
            ),
        );
    }

    fn filings(&mut self, year: u32, n: usize) {
        for i in 0..n {
            let town = TOWNS[i % TOWNS.len()];
            let name = format!("{town}{}{}", ["第一", "第二", "第三"][year as usize - 1], GROUPS[i % GROUPS.len()]);
            let day = if year == 3 {
                self.at(year, (i / 3) as u32, 6 + 5 * (i % 3) as u32)
            } else {
                self.at(year, (i * 2 / 3) as u32, 8 + (i % 3) as u32)
            };
            self.step(day, &format!("org add --name {name} --kind community --stage seedling --town {town}"));
            self.step(day, &format!("org file {name} --number {town}备字〔{}〕{}号 --authority {town}", day.format("%Y"), i + 1));
        }
    }

    fn trainings(&mut self, year: u32, n: usize, size: usize, folder: &Path) -> anyhow::Result<()> {
        for (i, (title, form, topic)) in TRAININGS.iter().enumerate().take(n) {
            let day = if year == 3 { self.at(year, (i * 2 / 3) as u32, 10 + 6 * (i % 2) as u32) } else { self.at(year, i as u32 + 1, 14) };
            let roster = people::roster(folder, year as usize * 10 + i, size)?;
            let common = format!("training log --title {title} --form {form} --topic {topic} --hours {} --place 基地多功能厅", 2 + i % 3);
            self.step(day, &format!("{common} --roster"));
            if let Some(step) = self.steps.last_mut() {
                step.arguments.push(roster.to_string_lossy().into_owned());
            }
        }
        Ok(())
    }

    fn consultations(&mut self, year: u32, n: usize, span: u32) {
        for i in 0..n {
            let day = self.at(year, (i as u32 * span) / n as u32, 3 + (i % 5) as u32 * 5);
            let name = CASES[i % 2].0;
            let of = if i % 3 == 0 || year > 1 { format!(" --org {name}") } else { String::new() };
            let of = if day < self.at(1, 0, 4) { String::new() } else { of };
            self.step(day.max(self.at(1, 0, 5)), &format!("consult log --topic {}{of}", TOPICS[i % TOPICS.len()]));
        }
    }

    fn recognitions(&mut self) {
        for (year, kind, n) in
            [(1u32, "upgraded", 6usize), (1, "brand", 2), (2, "upgraded", 6), (2, "brand", 1), (3, "upgraded", 2), (3, "brand", 2)]
        {
            for i in 0..n {
                let (month, name) = if year == 3 { (3, CASES[i].0) } else { (10, CASES[[0, 1, 2, 4, 5, 3][i]].0) };
                let day = self.at(year, month, 11 + i as u32);
                self.step(day, &format!("org recognise {name} --as {kind} --basis 民政局〔{}〕{}号文", day.format("%Y"), 20 + i));
            }
        }
    }
}

/// An invented credit code of a social service organisation, its check
/// characters right.
pub(super) fn credit_code(i: usize) -> String {
    let body = format!("52640181MJY7{i:04}");
    let alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    let tries = "0123456789X".chars().flat_map(|a| alphabet.chars().map(move |b| (a, b)));
    let codes = tries.map(|(a, b)| format!("{body}{a}{b}"));
    codes.into_iter().find(|code| uscc::checks(code)).unwrap_or(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credit_codes_check() {
        for i in 0..CASES.len() {
            assert!(uscc::checks(&credit_code(i)), "{i}: {}", credit_code(i));
        }
    }
}
