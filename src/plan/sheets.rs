//! The plan's sheets: on what evaluations are scored.

use serde::Deserialize;

use crate::tr;

/// A sheet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// Id.
    pub id: String,
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
    /// The plan's clause.
    pub clause: String,
}

/// An item of a sheet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetItem {
    /// The sheet's id.
    pub sheet: String,
    /// Its id within the sheet.
    pub id: String,
    /// Full marks, in points; the plan has none, the base sets them. An item without
    /// is a condition, met or not.
    pub full: Option<i64>,
    /// Of a condition, whether the judgement falls with it.
    pub must: Option<bool>,
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
    /// The plan's clause.
    pub clause: String,
}

impl SheetItem {
    /// Its id among the items of all sheets.
    pub fn code(&self) -> String {
        format!("{}.{}", self.sheet, self.id)
    }
}

/// The sheets on which stages are scored.
const NAMED: [&str; 5] = ["entry", "resident", "project", "operator-conditions", "operator"];

/// The most points of an item.
const MOST: i64 = 1000;

/// What is wrong with them, if anything is.
pub(super) fn fault(sheets: &[Sheet], items: &[SheetItem]) -> Option<String> {
    if let Some(id) = NAMED.iter().find(|id| !sheets.iter().any(|sheet| sheet.id == **id)) {
        return Some(tr!("sheet 中缺少 {id}", "sheet lacks {id}"));
    }
    for item in items {
        let (id, sheet) = (&item.id, &item.sheet);
        if !sheets.iter().any(|s| s.id == *sheet) {
            return Some(tr!("项目 {id} 的评分表 {sheet} 不在 sheet 之列", "item {id} names the unknown sheet {sheet}"));
        }
        if item.full.is_some() == item.must.is_some() {
            return Some(tr!(
                "项目 {id} 应有 full(满分)或 must(条件)之一",
                "item {id} must have either full (marks) or must (a condition)"
            ));
        }
        if item.full.is_some_and(|full| !(1..=MOST).contains(&full)) {
            return Some(tr!("项目 {id} 的满分应为1至{MOST}的整数", "the full marks of item {id} must be whole points, 1 to {MOST}"));
        }
    }
    let empty = sheets.iter().find(|sheet| !items.iter().any(|item| item.sheet == sheet.id));
    empty.map(|sheet| tr!("评分表 {id} 没有项目", "sheet {id} has no item", id = sheet.id))
}
