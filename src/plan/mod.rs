//! The plan as data: years, targets, terms, services, from a TOML file.
//!
//! The built-in plan is `plans/lingwu-2021.toml`; it is the example of the
//! format. Nothing about a plan is code, except the ids that the view
//! `indicator_fact` and the rules read, which are checked here.

pub mod bounds;
mod clauses;
mod money;
mod parameters;
mod sheets;
mod wrong;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::domain::bounds::COUNT;
use crate::domain::calendar::{Calendar, OperatingYear};
use crate::domain::date::{add_months, parse_iso};
use crate::domain::indicator;
use crate::domain::money as amount;
use crate::domain::terms::UNIT;
use crate::fault::Fault;
use crate::tr;

pub use self::clauses::Clause;
pub use self::money::{Category, Source};
pub use self::parameters::{Parameter, Setting, wrong as wrong_setting};
pub use self::sheets::{Sheet, SheetItem};

/// The name of the built-in plan.
pub const BUILT_IN: &str = "lingwu-2021";
/// The most operating years of a plan.
pub const YEARS: usize = 50;
const BUILT_IN_TOML: &str = include_str!("plans/lingwu-2021.toml");

/// A plan, as its file has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Short name.
    pub name: String,
    /// Full title.
    pub title: Bilingual,
    /// The notice it comes from.
    pub source: String,
    /// First day, ISO.
    start: String,
    /// Operating years in order.
    #[serde(rename = "year")]
    pub years: Vec<Year>,
    /// Functions that are switched on.
    #[serde(rename = "function", default)]
    pub functions: Vec<Function>,
    /// What the targets count.
    #[serde(rename = "indicator")]
    pub indicators: Vec<Indicator>,
    /// Entry conditions.
    #[serde(rename = "condition")]
    pub conditions: Vec<Item>,
    /// Basic services.
    #[serde(rename = "service")]
    pub services: Vec<Item>,
    /// Sources of money.
    #[serde(rename = "money_source")]
    pub sources: Vec<Source>,
    /// What money comes in from and goes out for.
    #[serde(rename = "category")]
    pub categories: Vec<Category>,
    /// Sheets on which evaluations are scored.
    #[serde(rename = "sheet")]
    pub sheets: Vec<Sheet>,
    /// Their items.
    #[serde(rename = "item")]
    pub items: Vec<SheetItem>,
    /// Terms, windows, bodies and bounds.
    #[serde(rename = "parameter")]
    pub parameters: Vec<Parameter>,
    /// What it asks for, clause by clause.
    #[serde(rename = "clause", default)]
    pub clauses: Vec<Clause>,
}

/// A text in both languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// An operating year.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Year {
    /// The phase that it is.
    pub phase: Phase,
    /// Running costs, yuan as typed.
    budget: String,
    /// Admissions a year; left out, the `incubated` target.
    pub admission_cap: Option<i64>,
    /// The plan's clause.
    pub clause: String,
}

/// A phase of the plan.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// Id.
    pub id: String,
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// A function of the base.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Function {
    /// Id.
    pub id: String,
    /// The operating year from which it is on.
    pub from: i64,
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
    /// The plan's clause.
    pub clause: String,
}

/// An indicator with its targets.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// One of [`INDICATORS`](indicator::INDICATORS).
    pub id: String,
    /// One of [`UNIT`].
    pub unit: String,
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
    /// The plan's clause.
    pub clause: String,
    target: Targets,
}

#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a number or numbers")]
enum Targets {
    EveryYear(i64),
    ByYear(Vec<i64>),
}

/// A condition or a service.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Id.
    pub id: String,
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
    /// The plan's clause.
    pub clause: String,
}

impl Plan {
    /// The built-in plan.
    ///
    /// # Errors
    /// Never, unless the program was built wrong.
    pub fn built_in() -> anyhow::Result<Self> {
        Self::read(BUILT_IN_TOML, BUILT_IN)
    }

    /// Reads a plan file's text; `file` names it in errors.
    ///
    /// # Errors
    /// [`Fault`] (input) that names the place and what is wrong there.
    pub fn read(text: &str, file: &str) -> anyhow::Result<Self> {
        let bad = |why: String| Fault::input(tr!("计划文件 {file} 有误:{why}", "the plan file {file} is wrong: {why}"));
        let plan: Plan = toml::from_str(text).map_err(|e| bad(wrong::told(&e, text)))?;
        match bounds::text(text).or_else(|| plan.fault()) {
            Some(why) => bad(why).err(),
            None => Ok(plan),
        }
    }

    /// What is wrong with the plan beyond its syntax.
    fn fault(&self) -> Option<String> {
        if parse_iso(&self.start).is_none() {
            return Some(tr!("start 不是日期:{day}", "start is not a date: {day}", day = self.start));
        }
        let years = self.years.len();
        if years == 0 || years > YEARS {
            return Some(tr!("运营年度应为1至{YEARS}个", "there must be 1 to {YEARS} years"));
        }
        if let Some(why) = bounds::days(&self.calendar(None)) {
            return Some(tr!("start 有误:{why}", "start: {why}"));
        }
        for year in &self.years {
            if let Err(e) = amount::parse(&year.budget) {
                return Some(e.to_string());
            }
            if year.admission_cap.is_some_and(|cap| !(0..=COUNT).contains(&cap)) {
                return Some(tr!("admission_cap 应为0至{COUNT}", "admission_cap must be 0 to {COUNT}"));
            }
        }
        for indicator in &self.indicators {
            let id = &indicator.id;
            if indicator::find(id).is_none() {
                return Some(tr!(
                    "未知的指标 {id}(可选 {list})",
                    "unknown indicator {id} (one of {list})",
                    list = indicator::ids().join(", ")
                ));
            }
            if !UNIT.terms.iter().any(|t| t.id == indicator.unit) {
                return Some(tr!(
                    "指标 {id} 的单位无效(可选 {list})",
                    "indicator {id} has an unknown unit (one of {list})",
                    list = UNIT.offer()
                ));
            }
            if let Targets::ByYear(list) = &indicator.target
                && list.len() != years
            {
                let n = list.len();
                return Some(tr!("指标 {id} 给了{n}个目标,年度有{years}个", "indicator {id} has {n} targets for {years} years"));
            }
            if (0..years).any(|i| !(0..=COUNT).contains(&indicator.target_of(i))) {
                return Some(tr!("指标 {id} 的目标应为0至{COUNT}", "a target of {id} must be 0 to {COUNT}"));
            }
        }
        for function in &self.functions {
            if function.from < 1 || function.from > years as i64 {
                return Some(tr!("功能 {id} 的起始年度不在计划内", "function {id} starts in a year outside the plan", id = function.id));
            }
        }
        let lists = || money::fault(&self.sources, &self.categories).or_else(|| sheets::fault(&self.sheets, &self.items));
        self.repeated().or_else(lists).or_else(|| parameters::fault(&self.parameters)).or_else(|| clauses::fault(&self.clauses))
    }

    /// An id that stands twice in one of the lists.
    fn repeated(&self) -> Option<String> {
        let ids = |items: &[Item]| items.iter().map(|i| i.id.clone()).collect::<Vec<_>>();
        for (what, list) in [
            ("indicator", self.indicators.iter().map(|i| i.id.clone()).collect()),
            ("condition", ids(&self.conditions)),
            ("service", ids(&self.services)),
            ("money_source", self.sources.iter().map(|s| s.id.clone()).collect()),
            ("category", self.categories.iter().map(|c| c.id.clone()).collect()),
            ("function", self.functions.iter().map(|f| f.id.clone()).collect()),
            ("sheet", self.sheets.iter().map(|s| s.id.clone()).collect()),
            ("item", self.items.iter().map(SheetItem::code).collect()),
            ("clause", self.clauses.iter().map(|c| c.no.to_string()).collect()),
            ("parameter", self.parameters.iter().map(|p| p.id.clone()).collect::<Vec<_>>()),
        ] {
            let mut seen = std::collections::BTreeSet::new();
            if let Some(twice) = list.iter().find(|id| !seen.insert(*id)) {
                return Some(tr!("{what} 中 {twice} 出现两次", "{what} has {twice} twice"));
            }
        }
        None
    }

    /// The plan's operating years, from its own first day or from another one.
    pub fn calendar(&self, start: Option<NaiveDate>) -> Calendar {
        let start = start.or_else(|| parse_iso(&self.start)).unwrap_or(NaiveDate::MIN);
        let years = (0..self.years.len() as u32)
            .map(|i| OperatingYear {
                no: i64::from(i) + 1,
                start: add_months(start, 12 * i),
                end: add_months(start, 12 * (i + 1)).pred_opt().unwrap_or(start),
            })
            .collect();
        Calendar { years }
    }
}

impl Year {
    /// Running costs in fen.
    ///
    /// # Errors
    /// Never for a plan that [`Plan::read`] accepted.
    pub fn budget_fen(&self) -> anyhow::Result<i64> {
        amount::parse(&self.budget)
    }
}

impl Indicator {
    /// The target of the year at `index` (0 for the first).
    pub fn target_of(&self, index: usize) -> i64 {
        match &self.target {
            Targets::EveryYear(n) => *n,
            Targets::ByYear(list) => list[index],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_plan_is_what_the_notice_says() {
        let plan = Plan::built_in().expect("the built-in plan");
        let calendar = plan.calendar(None);
        assert_eq!(calendar.years[0].start.to_string(), "2021-10-01");
        assert_eq!(calendar.years[2].end.to_string(), "2024-09-30");
        let targets: Vec<i64> = plan.indicators.iter().map(|i| i.target_of(2)).collect();
        assert_eq!(targets, [6, 15, 10, 500, 20, 12, 6, 2]);
        assert_eq!((plan.conditions.len(), plan.services.len(), plan.sources.len(), plan.categories.len()), (5, 8, 7, 27));
        assert_eq!(plan.sources.iter().filter(|source| source.grants).count(), 4);
        assert!(plan.parameters.iter().all(|p| p.local == parameters::is_local(&p.id)), "what the plan gives no figure for is local");
        let full = |sheet: &str| plan.items.iter().filter(|i| i.sheet == sheet).filter_map(|i| i.full).sum::<i64>();
        let conditions = "operator-conditions";
        assert!(
            plan.sheets.iter().all(|s| full(&s.id) == if s.id == conditions { 0 } else { 100 }),
            "every sheet of marks is of 100 points"
        );
        let asking = plan.clauses.iter().filter(|clause| clause.asks).count();
        assert_eq!((asking, plan.clauses.len()), (169, 184));
        assert_eq!(plan.years[1].budget_fen().expect("budget"), 28_290_000);
    }

    #[test]
    fn a_wrong_plan_file_is_refused_by_name() {
        for (from, to) in [
            ("id = \"brands\"", "id = \"branches\""),
            ("target = 500", "target = [500, 600]"),
            ("target = 2\n", "target = -2\n"),
            ("id = \"incubation_months\"", "id = \"incubation_weeks\""),
            ("start = \"2021-10-01\"", "start = \"1 October\""),
            ("budget = \"282,900\"", "budget = \"lots\""),
            ("id = \"custody\"", "id = \"space\""),
            ("account = \"venture\"", "account = \"savings\""),
            ("direction = \"in\"", "direction = \"up\""),
            ("needs = \"party\"", "needs = \"luck\""),
            ("sources = [\"custody\"]", "sources = [\"lottery\"]"),
            ("id = \"seed-fund\"\ndirection", "id = \"seeds\"\ndirection"),
            ("value = 15", "value = \"soon\""),
            ("value = \"05-31\"", "value = \"02-29\""),
            ("no = 2\n", "no = 1\n"),
            ("no = 1\n", "no = 0\n"),
            ("sheet = \"entry\"", "sheet = \"exit\""),
            ("full = 25", "full = 0"),
            ("full = 25", "full = 25\nmust = true"),
            ("value = 90", "value = 101"),
            ("\nline = true\n", "\nline = \"yes\"\n"),
            ("from = 3", "from = 4"),
            ("name = \"lingwu-2021\"", "nickname = \"lingwu-2021\""),
        ] {
            assert!(BUILT_IN_TOML.contains(from), "{from}");
            let text = BUILT_IN_TOML.replacen(from, to, 1);
            let read = Plan::read(&text, "x.toml");
            assert!(read.is_err(), "{to}");
            assert!(crate::fault::told(read, crate::fault::Kind::Input).contains("x.toml"), "{to}");
        }
    }
}
