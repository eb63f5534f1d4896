//! Issued reports: frozen on the day of issue, and the same bytes ever after.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use super::annual::Annual;
use super::cases::{self, Case};
use super::exit_certificate::Certificate;
use super::periodic::{Head, Periodic};
use super::statement::Statement;
use crate::document::{Cell, Document, Fact};
use crate::domain::code::Code;
use crate::domain::digest::sha256;
use crate::fault::Fault;
use crate::i18n::{Lang, lang, within};
use crate::store::records::kinds::report::ISSUED_REPORT;
use crate::store::records::registry::JOURNAL;
use crate::store::{Db, named_params};
use crate::tr;

/// The version of [`Archived`], and so of the form of its document.
const FORMAT: u32 = 2;

/// What is kept of a report.
#[derive(Debug, Serialize, Deserialize)]
pub struct Archived {
    format: u32,
    /// The command's value, for JSON.
    pub value: Json,
    /// The document, for every other form.
    pub document: Document,
    /// Each application that there was, with its state at the period's end.
    pub cases: Vec<(String, String)>,
}

impl Archived {
    /// Freezes a report that was read from `db` with its head.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn of(db: &Db, report: &Periodic) -> anyhow::Result<Self> {
        Self::at(db, report, report.document(), report.period.end)
    }

    /// Freezes a report on a year.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn of_annual(db: &Db, report: &Annual) -> anyhow::Result<Self> {
        Self::at(db, report, report.document(), report.period.end)
    }

    fn at(db: &Db, report: &impl Serialize, document: Document, end: NaiveDate) -> anyhow::Result<Self> {
        let cases = states(&cases::on(db, end)?);
        Ok(Self { format: FORMAT, value: serde_json::to_value(report)?, document, cases })
    }

    /// Freezes a statement of finances, in which no application stands.
    ///
    /// # Errors
    /// If it cannot be JSON, which is a bug.
    pub fn of_statement(statement: &Statement) -> anyhow::Result<Self> {
        Ok(Self { format: FORMAT, value: serde_json::to_value(statement)?, document: statement.document(), cases: Vec::new() })
    }

    /// Freezes a certificate, which is about one stay.
    ///
    /// # Errors
    /// If it cannot be JSON, which is a bug.
    pub fn of_certificate(certificate: &Certificate) -> anyhow::Result<Self> {
        Ok(Self { format: FORMAT, value: serde_json::to_value(certificate)?, document: certificate.document(), cases: Vec::new() })
    }

    /// The text that is kept, and its SHA-256 in hex.
    ///
    /// # Errors
    /// If it cannot be JSON, which is a bug.
    pub fn text(&self) -> anyhow::Result<(String, String)> {
        let text = serde_json::to_string(self)?;
        let sha256 = sha256(&text);
        Ok((text, sha256))
    }
}

/// Each application with its state.
pub(super) fn states(cases: &[Case]) -> Vec<(String, String)> {
    cases.iter().map(|c| (c.application.to_string(), c.state.clone())).collect()
}

/// The id under which a report keeps the language of this thread.
pub fn language() -> &'static str {
    lang().id()
}

/// An issued report.
#[derive(Debug)]
pub struct Issued {
    /// Its code.
    pub code: Code,
    /// The id of which report it is.
    pub report: String,
    /// Its period's label.
    pub period: String,
    /// The period's first day.
    pub start: NaiveDate,
    /// The period's last day, included.
    pub end: NaiveDate,
    /// The first day of its year to date.
    pub year_start: NaiveDate,
    /// The day of issue.
    pub on: NaiveDate,
    /// Who issued it.
    pub by: String,
    /// The journal as its figures rest on it.
    pub journal: Head,
    /// The number of that entry.
    pub entry: i64,
    /// The code of the earlier one that it replaces, and why it was issued again.
    pub replaces: Option<(String, String)>,
    /// Why it is void, if it is.
    pub void: Option<String>,
    /// The digest of what is kept, as it was at the issue.
    pub sha256: String,
    lang: Lang,
    content: String,
}

impl Issued {
    /// Reads an issued report, void or not.
    ///
    /// # Errors
    /// [`Fault`] (input) if there is none.
    pub fn read(db: &Db, code: Code) -> anyhow::Result<Self> {
        let row = db.maybe("SELECT * FROM issued_report WHERE id = :id", named_params! {":id": code.number})?;
        let Some(row) = row.filter(|_| code.prefix == ISSUED_REPORT.prefix) else {
            return Fault::input(tr!("没有已出具报表 {code}", "there is no issued report {code}"))
                .hint(tr!("用 fuhua list reports 查看", "see fuhua list reports"))
                .err();
        };
        let entry = row.int("entry")?;
        Ok(Self {
            code,
            report: row.text("report")?,
            period: row.text("period")?,
            start: row.date("start_on")?,
            end: row.date("end_on")?,
            year_start: row.date("year_on")?,
            on: row.date("on_date")?,
            by: row.text("actor")?,
            journal: Head { entry: JOURNAL.code(entry).to_string(), head: row.text("head")? },
            entry,
            replaces: row.opt_text("replaces")?.zip(row.opt_text("reason")?),
            void: row.opt_text("void_reason")?,
            sha256: row.text("sha256")?,
            lang: if row.text("lang")? == "en" { Lang::En } else { Lang::Zh },
            content: row.text("content")?,
        })
    }

    /// What was frozen.
    ///
    /// # Errors
    /// [`Fault`] (database) if it is not what was issued, or was frozen in a
    /// format that this program does not read.
    pub fn frozen(&self) -> anyhow::Result<Archived> {
        let code = self.code;
        let altered = || {
            Fault::database(tr!("{code} 的内容与出具时的摘要不符", "the content of {code} does not match the digest recorded at its issue"))
                .hint(tr!("内容被改动过;用 fuhua audit 检查该文件", "it was altered; check the file with fuhua audit"))
        };
        if sha256(&self.content) != self.sha256 {
            return altered().err();
        }
        let kept: Json = serde_json::from_str(&self.content).map_err(|_| altered())?;
        match kept["format"].as_u64() {
            Some(format) if format == u64::from(FORMAT) => {}
            Some(format) => {
                return Fault::database(tr!(
                    "{code} 是按第{format}版格式封存的,本程序只读第{FORMAT}版",
                    "{code} was frozen in format {format}; this program reads format {FORMAT}"
                ))
                .hint(tr!("用出具它的那一版程序重印,或重新出具", "reprint it with the program that issued it, or issue it again"))
                .err();
            }
            None => return altered().err(),
        }
        let frozen: Archived = serde_json::from_value(kept).map_err(|_| altered())?;
        if frozen.value.is_object() { Ok(frozen) } else { altered().err() }
    }

    /// The value and the document as issued, saying of what issue they are.
    /// Nothing in them depends on the day, the language, or later corrections.
    ///
    /// # Errors
    /// As [`Issued::frozen`].
    pub fn reprint(&self) -> anyhow::Result<(Json, Document)> {
        let Archived { mut value, mut document, .. } = self.frozen()?;
        let Self { code, on, by, sha256, journal: Head { entry, head }, replaces, .. } = self;
        value["issued"] = json!({"code": code.to_string(), "date": on, "by": by, "sha256": sha256, "entry": entry, "head": head});
        if let Some((earlier, why)) = replaces {
            value["issued"]["replaces"] = earlier.as_str().into();
            value["issued"]["reason"] = why.as_str().into();
        }
        within(self.lang, || {
            let sentence = tr!(
                "已出具报表 {code},{on}由{by}出具\n所据流水 {entry} {head}\n内容摘要 {sha256}",
                "issued report {code}, issued on {on} by {by}\nbased on journal {entry} {head}\ncontent SHA-256 {sha256}"
            );
            let facts = vec![
                Fact::new(tr!("出具编号", "issued as"), *code),
                Fact::new(tr!("出具日期", "issued on"), *on),
                Fact::new(tr!("出具人", "issued by"), by.as_str()),
                Fact::new(tr!("内容摘要", "content SHA-256"), Cell::code(sha256)),
            ];
            document.said(sentence, facts);
            if let Some((earlier, why)) = replaces {
                let facts = vec![
                    Fact::new(tr!("代替", "replaces"), Cell::code(earlier)),
                    Fact::new(tr!("再次出具的理由", "issued again because"), why.as_str()),
                ];
                document.said(tr!("代替 {earlier},理由:{why}", "replaces {earlier}, because: {why}"), facts);
            }
        });
        Ok((value, document))
    }
}
