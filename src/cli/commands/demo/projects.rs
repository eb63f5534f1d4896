//! The demo's projects: small grants paid in two parts, and what a department buys.

use chrono::{Days, NaiveDate};

use super::residents::marks;
use super::story::{CASES, Story};

/// The items of the sheet of projects, with full marks.
const SHEET: [(&str, u32); 4] = [("progress", 25), ("quality", 30), ("finance", 25), ("effect", 20)];

/// A project: the line that makes it, and what follows, in which `{P}` is its code.
struct Project {
    day: NaiveDate,
    line: String,
    then: Vec<(NaiveDate, String)>,
}

impl<D: Fn(u32, u32, u32) -> NaiveDate> Story<D> {
    /// All projects; their codes follow the order of their days.
    pub fn projects(&mut self) {
        let mut projects = self.started();
        projects.extend(self.bought());
        projects.sort_by_key(|project| project.day);
        for (code, project) in (1..).zip(projects) {
            self.step(project.day, &project.line);
            for (day, line) in project.then {
                self.step(day, &line.replace("{P}", &format!("P{code}")));
            }
        }
    }

    /// Residents and graduates run projects; every third has a small grant, the
    /// second part of which is paid after a midterm evaluation.
    fn started(&self) -> Vec<Project> {
        let titles = ["独居老人关爱", "社区儿童课堂", "垃圾分类宣传", "残障人士就业", "邻里节", "护河行动"];
        let mut projects = Vec::new();
        for (year, n) in [(1u32, 12usize), (2, 12), (3, 5)] {
            for i in 0..n {
                let day =
                    if year == 3 { self.at(3, i as u32, 22) } else { self.at(year, 4 + (i as u32 * 7) / n as u32, 16 + i as u32 % 9) };
                let name = CASES[if year == 1 { i % 2 } else { [0, 1, 4][i % 3] }].0;
                let mut line =
                    format!("project start {name} --title {}{}期", titles[i % titles.len()], ["第一", "第二", "第三"][year as usize - 1]);
                let after = |days| day + Days::new(days);
                // Some of this year's run on; the others are over in half a year.
                let runs_on = year == 3 && i % 2 == 1;
                let visits = if runs_on { 6 } else { 2 };
                let visit = |n: u64| (after(50 + 80 * n), "project visit {P} --note 查看进度".to_owned());
                let mut then: Vec<_> = (0..visits).map(visit).collect();
                if i % 3 == 0 {
                    let (thousands, source) = (3 + i % 4, ["special-fund", "donation"][i % 2]);
                    line += &format!(" --grant {thousands}000 --source {source}");
                    let pay = |hundreds: usize, part: &str| {
                        format!("finance post --out {hundreds}00 --category grant --project {{P}} --note {part}")
                    };
                    then.push((after(6), pay(6 * thousands, "首期")));
                    then.push((after(90), format!("project evaluate {{P}} --stage midterm{}", marks(&SHEET, 76 + i as u32))));
                    then.push((after(97), pay(4 * thousands, "末期")));
                }
                if !runs_on {
                    then.push((after(150), format!("project evaluate {{P}}{}", marks(&SHEET, 78 + i as u32))));
                    then.push((after(156), "project close {P}".to_owned()));
                }
                projects.push(Project { day, line, then });
            }
        }
        projects
    }

    /// Projects that a department buys: planned, tendered for, approved, run.
    fn bought(&self) -> Vec<Project> {
        let of = |(title, case, year, closed): (&str, usize, u32, bool)| {
            let step = |month, day, line: &str| (self.at(year, month, day), line.to_owned());
            let mut then = vec![
                step(3, 12, "project tender {P} --result pass"),
                step(3, 20, "project approve {P} --result pass --by 市民政局"),
                step(4, 1, "project start {P}"),
                step(5, 25, "project visit {P}"),
            ];
            if closed {
                then.push((self.at(year, 10, 25), format!("project evaluate {{P}}{}", marks(&SHEET, 84))));
                then.push(step(10, 28, "project close {P}"));
            }
            let name = CASES[case].0;
            let line = format!("project plan {name} --title {title} --purchaser 市民政局 --amount {}万", 6 + year);
            Project { day: self.at(year, 3, 1), line, then }
        };
        [("社区矫正帮扶", 0, 1, true), ("留守儿童陪伴", 1, 2, true), ("居家养老照护", 0, 3, false)].map(of).into()
    }
}
