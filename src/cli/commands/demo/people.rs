//! The demo's invented people and their rosters.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;

const SURNAMES: [&str; 16] = ["沈", "宋", "唐", "许", "邓", "冯", "程", "蔡", "彭", "潘", "袁", "于", "董", "余", "苏", "叶"];
const GIVEN: [&str; 20] = [
    "知秋", "若溪", "海宁", "向晨", "雨桐", "思源", "文博", "嘉禾", "清扬", "晓岚", "子安", "云舒", "一鸣", "采薇", "明远", "书瑶", "长风",
    "念慈", "亦凡", "望舒",
];
const UNITS: [&str; 10] = [
    "东塔镇社工站",
    "梧桐树乡社工站",
    "崇兴镇社工站",
    "郝家桥镇社工站",
    "城区街道办事处",
    "青禾社工服务中心",
    "暖阳助老服务中心",
    "市民政服务中心",
    "星火志愿服务队",
    "春雨社区服务社",
];

/// How many people there are.
const PEOPLE: usize = 160;

/// A roster of `size` rows for the `nth` session, in the form of a township's
/// spreadsheet: every ninth excused or absent, every twentieth of no category
/// that counts.
pub fn roster(folder: &Path, nth: usize, size: usize) -> anyhow::Result<PathBuf> {
    let mut text = String::from("姓名,单位,电话,类别,出勤,证书\n");
    for i in 0..size {
        let who = (nth * 37 + i) % PEOPLE;
        let name = format!("{}{}", SURNAMES[who % SURNAMES.len()], GIVEN[(who / SURNAMES.len() + who) % GIVEN.len()]);
        let (category, certificate) = match who % 10 {
            0..=2 => ("持证", ["助理社会工作师", "社会工作师", "助理社会工作师"][who % 3]),
            3..=6 => ("在岗未持证", ""),
            7 | 8 => ("志愿者", ""),
            _ if who % 20 == 19 => ("其他", ""),
            _ => ("从业人员", ""),
        };
        let status = match (nth + i) % 18 {
            9 => "请假",
            17 => "缺勤",
            _ => "到",
        };
        writeln!(text, "{name},{},1990000{:04},{category},{status},{certificate}", UNITS[who % UNITS.len()], 1000 + who)?;
    }
    let file = folder.join(format!("roster-{nth}.csv"));
    std::fs::write(&file, text).context("the demo's roster")?;
    Ok(file)
}
