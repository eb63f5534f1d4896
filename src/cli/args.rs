//! Arguments that many commands share.

use std::ffi::OsStr;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Command};

use super::format::{Format, parser};
use crate::domain::calendar::Calendar;
use crate::domain::period::Period;
use crate::domain::terms::Vocabulary;
use crate::i18n::Lang;
use crate::tr;

/// Yes or no, for `--bom`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum YesNo {
    /// Yes.
    Yes,
    /// No.
    No,
}

/// The languages, for `--lang`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum LangName {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl From<LangName> for Lang {
    fn from(name: LangName) -> Self {
        match name {
            LangName::Zh => Lang::Zh,
            LangName::En => Lang::En,
        }
    }
}

/// The flags that every command takes.
#[derive(Clone, Debug, clap::Args)]
pub struct Global {
    #[arg(long, global = true, value_name = tr!("路径", "PATH"), help = tr!("数据库文件;也可用 FUHUA_DB;默认 fuhua.db", "database file; or FUHUA_DB; default fuhua.db"))]
    pub db: Option<PathBuf>,
    #[arg(short, long, global = true, value_parser = parser(), value_name = tr!("格式", "FORMAT"), help = tr!("输出格式;不写则按 --output 的扩展名,否则为 table", "form of the answer; left out, by the ending of --output, else table"))]
    pub format: Option<Format>,
    #[arg(long, global = true, value_name = tr!("表名", "NAME"), value_parser = words, help = tr!("只要其中一张表", "only this table of it"))]
    pub table: Option<String>,
    #[arg(long, global = true, value_enum, value_name = "yes|no", help = tr!("CSV 文件是否以 BOM 开头;默认 yes", "whether a CSV file begins with a byte-order mark; default yes"))]
    pub bom: Option<YesNo>,
    #[arg(short, long, global = true, value_name = tr!("路径", "PATH"), help = tr!("把结果写入文件;“-”为标准输出", "write the answer to a file; - is standard output"))]
    pub output: Option<PathBuf>,
    #[arg(long, global = true, help = tr!("-o 的文件已存在时替换它", "replace the file of -o if it exists"))]
    pub replace: bool,
    #[arg(long, global = true, value_enum, ignore_case = true, value_name = tr!("语言", "LANG"), help = tr!("界面语言;也可用 FUHUA_LANG", "language; or FUHUA_LANG"))]
    pub lang: Option<LangName>,
    #[arg(long, global = true, value_name = tr!("日期", "DATE"), help = tr!("以这一天为今天;也可用 FUHUA_TODAY", "take this day as today; or FUHUA_TODAY"))]
    pub today: Option<String>,
    #[arg(long, global = true, value_name = tr!("日期或流水", "DATE|J31"), help = tr!("只看到这一天或这条流水为止所记的内容", "only what was on record on that day, or after that entry"))]
    pub as_known_on: Option<String>,
    #[arg(long, global = true, value_name = tr!("姓名", "NAME"), help = tr!("经办人;也可用 FUHUA_ACTOR;默认登录名", "who does it; or FUHUA_ACTOR; default the login name"))]
    pub actor: Option<String>,
    #[arg(long, global = true, help = tr!("只演示将有的改动,不保存", "show what would change, keep nothing"))]
    pub dry_run: bool,
    #[arg(long = "override", global = true, value_name = tr!("理由", "REASON"), value_parser = words, help = tr!("对允许例外的规则作例外,理由留存备查", "waive a rule that allows it; the reason is kept"))]
    pub overriding: Option<String>,
    #[arg(long, global = true, value_name = tr!("理由", "REASON"), value_parser = words, help = tr!("用于 list 和 show:完整显示电话,理由先行留存", "with list and show: phones whole; the reason is put on record first"))]
    pub reveal_personal: Option<String>,
    #[arg(long, global = true, help = tr!("不提问", "never ask"))]
    pub no_input: bool,
    #[arg(long, global = true, help = tr!("结果比屏幕长时也不分页", "no pager for an answer that is longer than the screen"))]
    pub no_pager: bool,
    #[arg(short, long, global = true, help = tr!("只输出结果,不作提示", "results only, no hints"))]
    pub quiet: bool,
}

/// Which period a report is on where none is named.
#[derive(Clone, Debug, clap::Args)]
pub struct Running {
    #[arg(long, conflicts_with = "period", help = tr!("今天所在的一期,尚未结束", "the one that contains today, not over yet"))]
    pub current: bool,
}

impl Running {
    /// The period that was typed, else the last quarter that is over, or the
    /// running one.
    ///
    /// # Errors
    /// A fault if it is no period.
    pub fn period(&self, calendar: &Calendar, typed: Option<&str>, today: NaiveDate) -> anyhow::Result<Period> {
        match typed {
            Some(text) => calendar.parse(text, today),
            None if self.current => Ok(calendar.quarter_of(today)),
            None => Ok(calendar.quarter_before(today)),
        }
    }
}

/// Words, not blanks: a reason, a title, a basis.
///
/// # Errors
/// If there are none.
pub fn words(text: &str) -> Result<String, String> {
    let words = text.trim();
    if words.is_empty() { Err(tr!("不能为空", "it cannot be empty")) } else { Ok(words.to_owned()) }
}

/// The help of a date flag.
pub fn date_help() -> String {
    tr!("日期,默认今天", "the day; default today")
}

/// The help of a PERIOD argument.
pub fn period_help() -> String {
    tr!(
        "期间:2021-11、2021Q4、Y1、Y1Q1、FY2022、上月、本季、2021年第四季度 或 起..止",
        "period: 2021-11, 2021Q4, Y1, Y1Q1, FY2022 or FROM..TO"
    )
}

/// The help of an ORG argument.
pub fn org_help() -> String {
    tr!("组织:编号、名称、名称的一部分或信用代码", "organisation: code, name, part of a name, or credit code")
}

/// Reads a word of a set as text: the handler judges it. Questions and completion know the
/// words by this; help lists them by [`choice`].
#[derive(Clone)]
pub struct OneOf(&'static Vocabulary);

/// The reader of a word of a set.
pub const fn one_of(set: &'static Vocabulary) -> OneOf {
    OneOf(set)
}

impl TypedValueParser for OneOf {
    type Value = String;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let words = self.0.terms.iter().map(|term| PossibleValue::new(term.id).help(term.label.text()).hide(true));
        Some(Box::new(words))
    }
}

/// Help that lists a vocabulary's words.
pub fn choice(what: String, set: &Vocabulary) -> String {
    tr!("{what}:{list}(中英文均可)", "{what}: {list}", list = set.offer())
}
