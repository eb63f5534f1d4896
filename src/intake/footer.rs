//! Rows of a list that are nobody's: sums, signatures, remarks, numbers alone.

use super::sheet::Row;
use crate::domain::person;
use crate::domain::text::{fold_width, visible};

/// What a row that is nobody's says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// A sum, a signature, a remark, the name of a group.
    Said,
    /// That nothing more follows.
    End,
    /// A sum or a signature, but with what may be a person's name beside it.
    Unclear,
}

/// Words that begin a sum.
const SUMS: [&str; 22] = [
    "合计",
    "总计",
    "小计",
    "共计",
    "累计",
    "总人数",
    "总数",
    "本页合计",
    "应到",
    "实到",
    "应参会",
    "实参会",
    "实际到会",
    "实际参会",
    "参会人数",
    "到会人数",
    "出勤人数",
    "签到人数",
    "人数",
    "total",
    "subtotal",
    "sum",
];

/// What an account says of sums and of what is carried on.
const CARRIED: [&str; 22] = [
    "本日合计",
    "本月合计",
    "本季合计",
    "本年合计",
    "本月累计",
    "本季累计",
    "本年累计",
    "累计",
    "合计",
    "小计",
    "总计",
    "上年结转",
    "上月结转",
    "上期结转",
    "期初余额",
    "年初余额",
    "期末余额",
    "承前页",
    "过次页",
    "结转下年",
    "结转下月",
    "结转下页",
];

/// Words that begin a signature or a remark, if a colon follows or nothing.
const SIGNED: [&str; 27] = [
    "制表人",
    "制表",
    "填表人",
    "填表",
    "填报人",
    "填报单位",
    "填表日期",
    "审核人",
    "审核",
    "复核人",
    "复核",
    "审批人",
    "负责人",
    "单位负责人",
    "负责人签字",
    "记录人",
    "经办人",
    "联系人",
    "统计人",
    "签到人",
    "主讲人",
    "日期",
    "备注",
    "注",
    "说明",
    "盖章",
    "note",
];

/// Looks at a row of which something is filled. `name` is its name cell, and
/// `numbering` the column that numbers the rows.
pub fn look(row: Row<'_>, name: &str, numbering: Option<usize>) -> Option<Beside> {
    let filled = || row.cells.iter().enumerate().filter(|(_, cell)| !visible(cell).is_empty());
    let is_number = |cell: &str| visible(cell).chars().all(|c| c.is_numeric() || matches!(c, '.' | '、'));
    let (at, first) = filled().find(|(i, cell)| Some(*i) != numbering || !is_number(cell))?;
    let words = fold_width(&visible(first)).to_lowercase().replace(char::is_whitespace, "");
    if words.contains("以下空白") || words.contains("以下无正文") || words.contains("以下无内容") {
        return Some(Beside::End);
    }
    let alone = filled().filter(|(i, _)| *i != at && Some(*i) != numbering).count() == 0;
    if !(is_sum(&words) || is_signed(&words) || (alone && is_group(&words))) {
        return None;
    }
    // The words stand before the name column, and somebody's name in it.
    let named = first != name && person::name(name).is_ok();
    Some(if named && !is_signed(&words) { Beside::Unclear } else { Beside::Said })
}

/// Whether a cell says that its row is a sum, or carried on, and nothing else.
pub fn is_carried(cell: &str) -> bool {
    let words = fold_width(&visible(cell)).replace(char::is_whitespace, "");
    CARRIED.contains(&words.as_str())
}

fn is_sum(words: &str) -> bool {
    let counted = |rest: &str| rest.chars().any(char::is_numeric) && rest.contains('人');
    // `Summer` is no sum.
    let begins =
        |sum: &str| words.strip_prefix(sum).is_some_and(|rest| !sum.is_ascii() || !rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    SUMS.iter().any(|sum| begins(sum)) || is_carried(words) || words.strip_prefix('共').is_some_and(counted)
}

fn is_signed(words: &str) -> bool {
    SIGNED.iter().any(|word| words.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '(', '1', '2'])))
}

/// `# 第二组`, `第二组:`.
fn is_group(words: &str) -> bool {
    let rest = words.trim_start_matches('#').trim_end_matches(':');
    words.starts_with('#') || (rest.starts_with('第') && ["组", "批", "桌", "期", "场", "队"].iter().any(|end| rest.ends_with(end)))
}

#[cfg(test)]
mod tests {
    use csv::StringRecord;

    use super::*;

    fn of(cells: &[&str], name: usize, numbering: Option<usize>) -> Option<Beside> {
        let record = StringRecord::from(cells.to_vec());
        look(Row::of_text(1, &record), cells[name], numbering)
    }

    #[test]
    fn what_is_nobody_is_seen() {
        for cells in [
            &["合计", "2人", "", ""][..],
            &["", "合计：2人", "", ""],
            &["", "共 12 人", "", ""],
            &["3", "合计", "", ""],
            &["", "制表人：赵磊", "审核：孙丽", ""],
            &["备注：以上人员均已签到", "", "", ""],
            &["", "Total", "", "2"],
            &["", "# 第二组", "", ""],
            &["", "第二组", "", ""],
        ] {
            assert_eq!(of(cells, 1, Some(0)), Some(Beside::Said), "{cells:?}");
        }
        assert_eq!(of(&["", "（以下空白）", ""], 1, Some(0)), Some(Beside::End));
        assert_eq!(of(&["合计", "李明", ""], 1, Some(0)), Some(Beside::Unclear));
        assert!(is_carried(" 本年 累计 ") && !is_carried("累计捐款"));
        for cells in [
            &["1", "Summer Li", "启明", ""][..],
            &["1", "李明", "启明", ""],
            &["", "李明", "", ""],
            &["一", "王小计", "", ""],
            &["2", "", "启明", ""],
        ] {
            assert_eq!(of(cells, 1, Some(0)), None, "{cells:?}");
        }
    }
}
