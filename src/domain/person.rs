//! What a person is called: a cell that holds one name, and nothing else.

use crate::domain::text::{is_han, is_unsafe, visible};
use crate::tr;

/// Marks between the parts of a name that input methods and fonts exchange for
/// the interpunct U+00B7.
const INTERPUNCTS: [char; 10] = ['·', '•', '‧', '∙', '・', '･', '．', '⋅', '●', '᛫'];

/// The most characters a name may have.
const LONGEST: usize = 60;

/// The most Chinese characters of a name that no interpunct parts.
const LONGEST_HAN: usize = 10;

/// The most digits behind a name: more may be a number of the person.
const DIGITS: usize = 6;

/// What stands in a name column and is nobody.
const NOBODY: [&str; 19] = [
    "无",
    "没有",
    "空",
    "略",
    "同上",
    "待定",
    "不详",
    "未知",
    "全体",
    "全体人员",
    "以上人员",
    "人员",
    "领导",
    "代表",
    "同志",
    "单位",
    "姓名",
    "none",
    "n/a",
];

/// Words for groups and offices, which no name contains.
const GROUPS: [&str; 17] = [
    "负责人",
    "工作人员",
    "社区",
    "协会",
    "志愿者",
    "服务中心",
    "服务站",
    "服务队",
    "居委会",
    "村委会",
    "全体",
    "名单",
    "以下空白",
    "签名",
    "签字",
    "合计",
    "备注",
];

/// The name that a cell holds, without the spaces and invisible characters that
/// only came along: `李　明` is `李明`; between words of other scripts one space
/// stays, and what parts Chinese syllables is `·`.
///
/// # Errors
/// Why it is not one person's name, in words.
pub fn name(cell: &str) -> Result<String, String> {
    let name = joined(&visible(cell))?;
    if name.chars().all(is_unsafe) {
        return Err(tr!("为空", "it is empty"));
    }
    if name.chars().count() > LONGEST {
        return Err(tr!("超过{LONGEST}个字", "it has more than {LONGEST} characters"));
    }
    let lower = name.to_lowercase();
    if name.chars().any(|c| matches!(c, '?' | '？' | '\u{fffd}' | '□')) {
        return Err(tr!("有缺字,原来的字符已丢失", "a character of it is lost"));
    }
    if name.chars().any(|c| matches!(c, '、' | ',' | '，' | ';' | '；' | '/' | '|' | '&' | '+' | '＋')) {
        return Err(tr!("像是两个或多个人,一行只写一人", "it looks like several persons; write one a row"));
    }
    // Namesakes are told apart by a number behind: 李伟2.
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
    if name.len() - bare.len() > DIGITS || bare.is_empty() || bare.chars().any(|c| c.is_numeric() && !is_han(c)) {
        return Err(tr!("含有数字,不是一个人的姓名", "it has digits and is not one person's name"));
    }
    if !bare.chars().any(char::is_alphabetic) || bare.chars().any(|c| !belongs(c)) {
        return Err(tr!("含有姓名以外的符号或说明,只写姓名", "it has marks or remarks beside the name; write the name alone"));
    }
    if NOBODY.contains(&lower.as_str()) || GROUPS.iter().any(|word| name.contains(word)) || group_heading(&name) {
        return Err(tr!("不是一个人的姓名", "it is not one person's name"));
    }
    if name.ends_with('等') && name.chars().count() > 2 {
        return Err(tr!("像是两个或多个人,一行只写一人", "it looks like several persons; write one a row"));
    }
    if name.chars().all(is_han) && name.chars().count() > LONGEST_HAN {
        return Err(tr!("太长,不像一个人的姓名", "it is too long for one person's name"));
    }
    Ok(name)
}

/// Whether a character may stand in a name.
fn belongs(c: char) -> bool {
    c.is_alphabetic() || is_mark(c) || matches!(c, '·' | ' ' | '-' | '\'' | '’' | '.' | '〇') || is_private(c)
}

/// A combining mark, as decomposed letters have.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Rare characters of names stand in the private-use area in older fonts.
fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}')
}

/// `第二组`, `第1小组`.
fn group_heading(name: &str) -> bool {
    name.strip_prefix('第').is_some_and(|rest| {
        let rest = rest.trim_start_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '〇']);
        ["组", "小组", "批", "桌", "期", "场", "队"].contains(&rest)
    })
}

/// Puts the words of a cell together.
fn joined(text: &str) -> Result<String, String> {
    let words: Vec<String> = text.split_whitespace().map(interpuncts).collect();
    let han = |word: &String| word.chars().all(is_han);
    if words.len() > 1 && words.iter().all(|w| han(w) && w.chars().count() > 1) {
        return Err(tr!(
            "像是两个或多个人;一行只写一人,一个人的姓名之间不留空格",
            "it looks like several persons; write one a row, and no blank within one name"
        ));
    }
    let mut name = String::with_capacity(text.len());
    for word in &words {
        let meets = |c: Option<char>| c.is_some_and(|c| is_han(c) || c == '·');
        let closed_up = name.is_empty() || (meets(name.chars().next_back()) && meets(word.chars().next()));
        if !closed_up {
            name.push(' ');
        }
        name += word;
    }
    Ok(name)
}

/// A word whose Chinese syllables are parted by U+00B7 alone.
fn interpuncts(word: &str) -> String {
    let chars: Vec<char> = word.chars().collect();
    let within = |i: usize| {
        let beside = |j: Option<usize>| j.and_then(|j| chars.get(j)).is_none_or(|c| is_han(*c));
        beside(i.checked_sub(1)) && beside(Some(i + 1))
    };
    let one = |(i, c): (usize, &char)| if INTERPUNCTS.contains(c) || (*c == '.' && within(i)) { '·' } else { *c };
    chars.iter().enumerate().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_what_only_came_along() {
        for (cell, kept) in [
            (" 李　明 ", "李明"),
            ("李\u{200b}明", "李明"),
            ("\u{a0}罗子衿", "罗子衿"),
            ("阿依古丽 · 买买提", "阿依古丽·买买提"),
            ("阿依古丽•买买提", "阿依古丽·买买提"),
            ("阿依古丽.买买提", "阿依古丽·买买提"),
            ("阿依古丽．买买提", "阿依古丽·买买提"),
            ("Li  Ming", "Li Ming"),
            ("J. Smith", "J. Smith"),
            ("O'Neil", "O'Neil"),
            ("王𠮷", "王𠮷"),
            ("刘\u{e863}", "刘\u{e863}"),
            ("Rene\u{301}e", "Rene\u{301}e"),
            ("欧阳 修", "欧阳修"),
            ("和平", "和平"),
            ("李伟2", "李伟2"),
        ] {
            assert_eq!(name(cell).as_deref(), Ok(kept), "{cell}");
        }
    }

    #[test]
    fn what_is_not_one_name_is_refused() {
        for cell in [
            "",
            "　",
            "\u{200b}",
            "李明、王芳",
            "李明,王芳",
            "李明 王芳",
            "李明/王芳",
            "赵磊（请假）",
            "赵磊(代)",
            "①孙丽",
            "20230101",
            "1.李明",
            "以下空白",
            "无",
            "/",
            "—",
            "……",
            "# 第二组",
            "第二组",
            "合计",
            "备注：无",
            "马?",
            "马\u{fffd}",
            "李明等",
            "李明等3人",
            "全体人员",
            "园艺社区工作人员",
            "√",
            "李明@启明",
            "李明13800000001",
            "110105194912310021",
        ] {
            assert!(name(cell).is_err(), "{cell:?}: {:?}", name(cell));
        }
        assert!(name(&"李".repeat(200)).is_err());
    }
}
