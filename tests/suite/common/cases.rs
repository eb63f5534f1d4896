//! What a clerk does with a case, and a history in which everything is done.

use fuhua::domain::terms;

use super::Base;

/// The stages of screening and approval, in order.
pub fn stages() -> impl Iterator<Item = &'static str> {
    terms::REVIEW_STAGE.terms.iter().map(|t| t.id)
}

/// The command line by which an application enters the base.
pub fn entering<'a>(application: &'a str, day: &'a str) -> [&'a str; 12] {
    ["incubate", application, "--date", day, "--staff", "3", "--departments", "1", "--systems", "1", "--projects", "0"]
}

impl Base {
    /// Lets an application pass every stage up to `last`, on one day.
    #[track_caller]
    pub fn passes(&self, application: &str, last: &str, day: &str) {
        let stages: Vec<&str> = stages().collect();
        let last = stages.iter().position(|stage| *stage == last).expect("a stage");
        for stage in &stages[..=last] {
            self.ok(&["review", application, "--stage", stage, "--result", "pass", "--date", day]);
        }
    }

    /// Lets an approved application enter the base.
    #[track_caller]
    pub fn enters(&self, application: &str, day: &str) {
        self.ok(&entering(application, day));
    }

    /// A database with the history of [`script`].
    pub fn mixed() -> Self {
        let base = Self::empty();
        base.lines(&script(&base));
        base
    }

    /// The same, and what no undo takes back: personal data shown and erased.
    pub fn full() -> Self {
        let base = Self::mixed();
        base.ok(&["list", "persons", "--reveal-personal", "回访"]);
        base.ok(&["person", "forget", "M1", "--reason", "本人要求"]);
        base
    }
}

/// Command lines after which every journalled table has rows, and some were
/// changed.
pub fn script(base: &Base) -> String {
    let roster = base.file("roster.csv", "name,unit,phone,category\n沈知秋,城区街道,13800001111,certified\n宋若溪,城区街道,,volunteer\n");
    let form = base.file("form.pdf", "申请表");
    format!(
        "init
        org add --name 启明 --kind unregistered --phone 13800001234 --town 城区
        org add --name 暖阳 --kind community
        org file O1 --date 2021-11-05 --number 备001
        org file O2 --date 2021-12-05
        edit O1 --phone 13900005678
        org register O1 --date 2022-06-01 --uscc 52640181MJY20002XB
        org recognise O1 --as upgraded --date 2022-07-01 --basis 文件
        apply O1 --date 2021-10-01 --reserve-fund 50000 --document {form}
        apply O2 --date 2021-10-01
        review A1 --stage eligibility --result pass --date 2021-10-08
        review A1 --stage internal --result pass --date 2021-10-15
        review A1 --stage site --result pass --date 2021-10-22
        review A1 --stage expert --date 2021-11-05 --score 张:团队=80 --score 张:项目=90.5 --abstain 李 --recuse 王:亲属
        review A1 --stage expert --result pass --date 2021-11-05
        review A1 --stage preliminary --result pass --date 2021-11-20
        review A1 --stage final --result pass --date 2021-11-25 --override 专题会议同意
        incubate A1 --date 2021-12-10 --staff 2 --departments 1 --systems 3 --projects 0
        service log O1 --service space --date 2022-01-05 --hours 2 --amount 1200
        training log --title 内部治理 --form lecture --topic governance --date 2022-02-01 --hours 3
        training roster T1 {roster}
        consult log --topic policy --org O1 --org O2 --date 2022-02-03
        project start O1 --title 邻里节 --date 2022-03-01 --grant 10000 --source donation
        finance budget FY2022 --line training=5000
        finance post --in 141450 --category appropriation --date 2021-11-05 --party 财政局 --number 记-1
        finance post --in 2万 --category donated --party 热心企业 --date 2021-12-01
        finance post --out 1200 --category training --date 2021-12-02 --note 讲师费
        finance close 2021Q4 --date 2022-01-08
        finance reverse V3 --date 2022-01-10 --reason 科目有误
        finance post --out 4000 --category grant --project P1 --date 2022-03-02
        finance post --in 3000 --category custody-in --org O1 --date 2022-03-03
        fund contribute 5万 --from 慈善会 --date 2023-10-09
        hub open --name 学习网络 --kind network --date 2022-03-05
        hub join HB1 O1 --from 2022-03-06 --role 召集人
        hub join 学习网络 O2 --from 2022-03-06
        project evaluate P1 --stage midterm --date 2022-06-01 --score 甲:progress=20 --score 甲:quality=25 --score 甲:finance=20 --score 甲:effect=15
        edit E1 --note 资料齐全
        space add 工位 --kind desk --quantity 4 --date 2021-12-01
        space add 大会议室 --kind room --date 2021-12-01
        space give 工位 O1 --quantity 2 --date 2021-12-12
        space book 大会议室 O2 --from 14:00 --to 16:00 --date 2022-03-10
        edit AS1 --quantity 6
        edit AU2 --to 17:00
        training coach T1 O1 --date 2022-02-10 --hours 1.5 --trainer 沈知秋
        hub leave HM2 --date 2022-06-30
        activity log --kind network --title 例会 --hub HB1 --org O1 --org O2 --date 2022-03-20 --headcount 12 --hours 2
        talent add 沈知秋 --pool worker --role 督导 --date 2022-04-01
        resource offer --title 图书 --from company --by 爱心企业 --value 5000 --date 2022-11-10
        resource need O2 --title 图书 --kind goods --date 2022-11-11
        resource match RS1 RS2 --value 3000 --date 2022-11-20
        edit RM1 --value 2000
        org rate O1 --grade 3A --date 2022-06-10
        org inspect O1 --year 2021 --result pass --date 2022-05-30
        org party O1 --form joint --members 3 --date 2022-05-30
        org credit O2 --list abnormal --basis 公告 --date 2022-12-01
        org credit O2 --clear ST4 --date 2023-02-01
        exit-assess O1 --stage assess --result pass --date 2023-01-05 --staff 5 --departments 2 --systems 5 --projects 2 --registration pass --team pass --project pass
        exit-assess O1 --stage preliminary --result pass --date 2023-01-10
        exit-assess O1 --stage final --result pass --date 2023-01-15
        follow-up log O1 --date 2023-06-01
        withdraw A2 --date 2022-01-01 --reason 另有安排
        target set trainings 12 --year Y1 --reason 年中调整
        edit O2 --name 暖阳社 --town 郝家桥
        edit T1 --place 二楼会议室
        person add 杜若溪
        person certify 杜若溪 --level social-worker --date 2019-10-01
        report issue quarterly 2022Q1
        org add --name 青松社工机构 --kind service --uscc 52640181MJY700999L --registered 2016-03-01
        org rate 青松 --grade 4A --date 2020-06-01
        operator check 青松 --lead 杜若溪 --unmet resources --evidence experience=2019年项目 --date 2021-09-20
        operator contract 青松 --from 2021-10-01 --to 2023-06-30 --amount 20000 --number 采1号 --date 2021-09-28
        operator submit summary 2021Q4 --date 2022-01-12 --to 市民政局
        operator assess Y1Q1 --result pass --date 2022-01-20
        operator inspect --about premises --result pass --date 2022-02-20
        operator complaint O1 --text 会议室常被占用 --date 2022-09-01
        operator verify CP1 --result upheld --severity serious --by 领导小组办公室 --date 2022-09-20
        operator breach --item complaint --complaint CP1 --basis 核实报告 --stop-by 2023-04-01 --date 2023-03-01
        operator contract 青松 --from 2023-03-01 --to 2024-09-30 --date 2023-02-28
        edit OC2 --number 采2号
        finance post --out 8000 --category service-fee --evidence X3 --date 2023-11-30 --party 青松
        attach V4 {roster} --as voucher --date 2022-01-10
        edit BL1 --amount 6000 --reason 调整
        edit V4 --note 首期
        consult log --topic party --date 2022-04-03
        void C2 --reason 录入有误"
    )
}
