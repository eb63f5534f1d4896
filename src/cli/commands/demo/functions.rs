//! The demo's other functions: hubs and their members, activities, resources,
//! what authorities attest, experts.

use chrono::{Days, NaiveDate};

use super::story::{CASES, Story};

/// Hubs that stand from the first months: kind, name, month, day.
const HUBS: [(&str, &str, u32, u32); 11] = [
    ("leading-group", "社会组织孵化工作领导小组", 0, 3),
    ("party-branch", "入驻组织联合党支部", 0, 10),
    ("party-centre", "社会组织党群服务中心", 0, 12),
    ("member-home", "党员之家", 0, 14),
    ("supervision-committee", "监督委员会", 1, 5),
    ("evaluation-committee", "评估委员会", 1, 6),
    ("station", "城区街道社工站", 3, 4),
    ("station", "东塔镇社工站", 3, 18),
    ("network", "社工学习网络", 6, 7),
    ("platform", "供需信息平台", 13, 2),
    ("network", "项目人学习小组", 20, 9),
];

/// What recurs, every so many months from a month on: kind and the rest of the line.
const ACTIVITIES: [(&str, u32, u32, &str); 16] = [
    ("party", 1, 3, "--about study --title 联合支部主题党日 --hub 入驻组织联合党支部 --headcount 26"),
    ("party", 2, 6, "--about guidance --title 指导支部换届 --headcount 12"),
    ("newsletter", 3, 3, "--title 基地简讯"),
    ("policy", 2, 4, "--about interpretation --title 登记管理政策解读 --headcount 35"),
    ("visit", 4, 2, "--about daily --title 走访在孵组织"),
    ("support", 5, 6, "--title 落实场地减免政策"),
    ("premises", 2, 6, "--title 消防和水电检修"),
    ("meeting", 3, 6, "--title 部门与社会组织会商 --headcount 18"),
    ("practice", 7, 6, "--title 社区敬老志愿服务日 --headcount 64"),
    ("employment", 9, 12, "--title 社工岗位双选会 --headcount 88"),
    ("station", 5, 6, "--title 社工站督导联席会 --headcount 22"),
    ("release", 6, 6, "--about transfer --title 政府转移职能事项公布"),
    ("publicity", 13, 4, "--channel wechat --title 公益故事推送"),
    ("exhibition", 18, 12, "--title 公益成果展 --headcount 240"),
    ("fair", 16, 12, "--title 公益项目供需洽谈会 --headcount 75 --value 46000"),
    ("salon", 25, 3, "--title 初创组织公益沙龙 --headcount 30"),
];

/// Offers, needs and what came of them, a year and so many months on.
const RESOURCES: [(&str, &str, &str, usize, u32); 4] = [
    ("办公桌椅二十套", "company", "goods", 6, 13),
    ("社区公益广告位", "media", "media", 7, 16),
    ("高校志愿者八十人次", "organisation", "volunteers", 8, 20),
    ("困境儿童专项资助", "foundation", "funds", 6, 23),
];

impl<D: Fn(u32, u32, u32) -> NaiveDate> Story<D> {
    /// All of it, as far as the story goes.
    pub fn functions(&mut self) {
        let month = |story: &Self, n: u32, day: u32| story.at(1 + n / 12, n % 12, day);
        for (kind, name, n, day) in HUBS {
            self.step(month(self, n, day), &format!("hub open --kind {kind} --name {name}"));
        }
        for (hub, case, n) in
            [("社工学习网络", 0, 7), ("社工学习网络", 1, 7), ("社工学习网络", 4, 8), ("项目人学习小组", 6, 21), ("项目人学习小组", 7, 21)]
        {
            self.step(month(self, n, 12), &format!("hub join {hub} {}", CASES[case].0));
        }
        for (kind, first, every, rest) in ACTIVITIES {
            for n in (first..36).step_by(every as usize) {
                self.step(month(self, n, 21), &format!("activity log --kind {kind} {rest}"));
            }
        }
        for n in [10, 22, 34] {
            let line =
                format!("activity log --kind network --hub 社工学习网络 --title 学习网络交流 --org {} --org {}", CASES[0].0, CASES[1].0);
            self.step(month(self, n, 23), &line);
        }
        self.coached();
        self.shared();
        self.attested();
        for (name, unit, role) in
            [("林若溪", "市社会工作协会", "项目设计"), ("周景行", "诚信会计师事务所", "财务管理"), ("许向晨", "城区街道社工站", "老年服务")]
        {
            self.step(self.at(3, 0, 9), &format!("talent add {name} --pool expert --unit {unit} --role {role} --by 市民政局"));
        }
        self.step(self.at(3, 0, 11), "talent add 杜若溪 --pool worker");
        self.step(self.at(3, 1, 8), "activity log --kind research --title 社区治理需求调研");
    }

    /// Some sessions are continued one to one.
    fn coached(&mut self) {
        // The code of a session, and the day on which it was held.
        for (session, day) in
            [(3, self.at(1, 3, 14)), (6, self.at(1, 6, 14)), (12, self.at(2, 2, 14)), (17, self.at(2, 7, 14)), (21, self.at(3, 0, 10))]
        {
            for (after, case) in [(8, 0), (15, 1)] {
                self.step(day + Days::new(after), &format!("training coach T{session} {} --hours 2 --trainer 林若溪", CASES[case].0));
            }
        }
    }

    /// Each offer finds its need in the month after.
    fn shared(&mut self) {
        for ((what, from, kind, case, n), code) in RESOURCES.into_iter().zip((1..).step_by(2)) {
            let at = |day| self.at(1 + n / 12, n % 12, day);
            let (offered, needed, matched) = (at(4), at(9), at(26));
            self.step(offered, &format!("resource offer --title {what} --from {from} --kind {kind}"));
            self.step(needed, &format!("resource need {} --title {what} --kind {kind}", CASES[case].0));
            self.step(matched, &format!("resource match RS{code} RS{} --value 6000", code + 1));
        }
    }

    /// Ratings, party work, awards.
    fn attested(&mut self) {
        for (case, grade) in [(0, "3A"), (1, "3A"), (4, "2A")] {
            self.step(self.at(3, 1, 20), &format!("org rate {} --grade {grade} --by 市民政局", CASES[case].0));
        }
        for (case, form, n) in
            [(0, "own", 5), (1, "joint", 5), (4, "joint", 9), (6, "joint", 15), (7, "instructor", 16), (8, "instructor", 18)]
        {
            let members = if form == "instructor" { 0 } else { 3 };
            self.step(self.at(1 + n / 12, n % 12, 25), &format!("org party {} --form {form} --members {members}", CASES[case].0));
        }
        self.step(self.at(2, 11, 3), &format!("org credit {} --list award --basis 市级优秀社会组织表彰决定", CASES[0].0));
    }
}
