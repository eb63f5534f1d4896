//! Files of records that come in: the same rules as the single commands, all or
//! nothing, every wrong row told, the same file twice changes nothing.

use std::io::{Cursor, Read, Write};

use crate::common::{Base, Outcome};
use encoding_rs::GB18030;
use fuhua::intake::rejects::{self, Form};
use serde_json::{Value as Json, json};
use zip::write::SimpleFileOptions;

/// A base with two residents, O1 and O2, since 2022-01-04.
fn base() -> Base {
    let base = Base::new();
    for name in ["启明社会工作服务中心", "暖阳助老服务中心"] {
        base.ok(&["org", "add", "--name", name, "--kind", "unregistered"]);
        base.ok(&["apply", name, "--date", "2021-10-08"]);
    }
    for application in ["A1", "A2"] {
        base.passes(application, "final", "2021-12-27");
        base.enters(application, "2022-01-04");
    }
    base
}

/// A workbook of these cells, which are all text.
fn workbook(base: &Base, name: &str, rows: &[&[&str]]) -> String {
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
    let mut bytes = Vec::new();
    rejects::write(&mut bytes, Form::Xlsx, &rows).expect("a workbook");
    base.file(name, bytes)
}

/// The counts that an import tells.
fn counts(answer: &Json) -> [i64; 4] {
    ["create", "update", "same", "reject"].map(|what| answer[what].as_i64().unwrap_or_else(|| panic!("no {what} in {answer}")))
}

/// Imports a file: a dry run that keeps nothing and says the same, the real one,
/// and once more, which changes nothing.
#[track_caller]
fn import(base: &Base, kind: &str, file: &str) -> Json {
    let line = ["import", kind, file];
    let before = base.bytes();
    let dry = base.json(&[&line[..], &["--dry-run"]].concat());
    assert!(before == base.bytes(), "a dry run kept something");
    let entries = base.newest();
    let answer = base.json(&line);
    assert_eq!((counts(&dry), base.newest()), (counts(&answer), entries + 1));
    let [new, updated, same, _] = counts(&answer);
    let again = base.json(&line);
    assert_eq!((counts(&again), &again["journal"]), ([0, 0, new + updated + same, 0], &Json::Null), "{again}");
    assert_eq!(base.newest(), entries + 1);
    base.sound();
    answer
}

const ORGS: &str = "东塔镇社会组织名录,,,,,\n序号,社会组织名称,统一社会信用代码,类型,登记日期,联系电话\n\
    1,春晖助残服务中心,52640181mjy20002xb,民非,2022.9.11,0951-4217881\n\
    2,同心圆社区互助会,,社区组织,,13800138000\n合计,2家,,,,\n";

#[test]
fn a_list_of_organisations_is_added_and_brought_up_to_date() {
    let base = Base::new();
    let file = base.file("名录.csv", GB18030.encode(ORGS).0);
    let answer = import(&base, "orgs", &file);
    assert_eq!((counts(&answer), &answer["codes"]), ([2, 0, 0, 0], &json!(["O1", "O2"])));
    assert!(answer["warnings"].to_string().contains("第5行“合计”"), "{answer}");
    let orgs = "SELECT o.name, o.kind, coalesce(l.uscc, ''), coalesce(l.on_date, ''), p.value FROM org o
                  LEFT JOIN registration l ON l.org_id = o.id JOIN personal p ON p.commitment = o.phone ORDER BY o.id";
    assert_eq!(
        base.sql(orgs),
        [
            ["春晖助残服务中心", "service", "52640181MJY20002XB", "2022-09-11", "09514217881"],
            ["同心圆社区互助会", "community", "", "", "13800138000"]
        ]
    );
    // Another phone, a licence, one that is new; what is empty says nothing.
    let file = base.file(
        "本月.csv",
        "名称,类型,信用代码,登记日期,联系电话,乡镇(街道)\n春晖助残服务中心,民非,52640181MJY20002XB,,09514217000,\n\
         同心圆 社区互助会,社团,51640181MJY1000101,2023-01-05,,东塔镇\n金盾法律援助站,民非,,,,\n",
    );
    assert_eq!(counts(&import(&base, "orgs", &file)), [1, 2, 0, 0]);
    assert_eq!(
        base.value("SELECT group_concat(name || kind) FROM org"),
        "春晖助残服务中心service,同心圆社区互助会association,金盾法律援助站service"
    );
    assert_eq!(base.value("SELECT count(*) FROM registration"), "2");
    base.ok(&["undo"]);
    assert_eq!(base.value("SELECT count(*) FROM org WHERE void_reason IS NULL"), "2");
}

#[test]
fn every_wrong_row_is_told_with_its_column_and_nothing_is_kept() {
    let base = Base::new();
    let rows: &[&[&str]] = &[
        &["名称", "类型", "信用代码", "登记日期", "电话", "联系人"],
        &["春晖助残服务中心", "外星", "52640181MJY20002XB", "11月5日", "1.38E+10", ""],
        &["同心圆社区互助会", "社团", "52640181", "2022-02-30", "", "李明13800138000"],
        &["", "社团", "", "", "", ""],
        &["红石榴社工服务中心", "民非", "5.26E+17", "2022-05-01", "", ""],
        &["金盾法律援助站", "民非", "", "", "", ""],
        &["金盾 法律援助站", "社团", "", "", "", ""],
        &["晨光志愿服务协会", "社团", "51640181MJY1000101", "", "", ""],
    ];
    let file = workbook(&base, "名录.xlsx", rows);
    base.refuses(
        2,
        &["import", "orgs", &file],
        &[
            "文件",
            "名录.xlsx",
            "有6行不对",
            "第2行:类型(B2)“外星”:无效,可选:",
            "登记日期(D2)“11月5日”:没有写明年份",
            "电话(E2)",
            "第3行:信用代码(C3)",
            "没有2022年2月30日",
            "联系人(F3)“李明1",
            "第4行:名称(A4)是空的",
            "第5行:信用代码(C5)“5.26E+17”是表格软件缩写过的数字",
            "第7行:与第6行是同一条记录",
            "第8行:信用代码与登记日期须同时填写",
            "没有任何一行被记录",
        ],
        &["rows that are wrong: 6", "line 2: 类型 (B2) '外星': it is not one of", "line 7: it is the same record as on line 6"],
    );
    assert!(!base.fails(2, &["import", "orgs", &file]).contains("13800138000"));
    // The good rows are taken, the others come back mended.
    for rest in ["其余.xlsx", "其余.csv"] {
        let rest = base.argument(rest);
        let answer = base.json(&["import", "orgs", &file, "--rejects", &rest]);
        assert_eq!(counts(&answer)[3], 6, "{answer}");
        assert_eq!(base.value("SELECT group_concat(name) FROM org"), "金盾法律援助站");
        base.says(2, &["import", "orgs", &rest], &["有5行不对", "外星"]);
    }
    let bad = workbook(&base, "全错.xlsx", &rows[..3]);
    base.says(2, &["import", "orgs", &bad, "--rejects", &base.argument("x.csv")], &["有2行不对"]);
}

/// A number whose digits are lost is refused again from the file of the rejects.
#[test]
fn what_a_spreadsheet_made_of_a_number_does_not_come_back_as_text() {
    let base = Base::new();
    let cell = |text: &str| format!("<Cell><Data ss:Type=\"String\">{text}</Data></Cell>");
    let row = |cells: &[String]| format!("<Row>{}</Row>", cells.concat());
    let text = format!(
        "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"a\"><Table>{}{}{}</Table></Worksheet></Workbook>",
        row(&["名称", "类型", "信用代码", "登记日期"].map(cell)),
        row(&[cell("甲社"), cell("社团"), "<Cell><Data ss:Type=\"Number\">526401813000001234</Data></Cell>".into(), cell("2022-01-01")]),
        row(&["乙社", "社团", "", ""].map(cell)),
    );
    let file = base.file("a.xls", text);
    base.says(2, &["import", "orgs", &file], &["信用代码(C2)", "15位以上"]);
    for rest in ["rest.xlsx", "rest.csv"] {
        let rest = base.argument(rest);
        base.ok(&["import", "orgs", &file, "--rejects", &rest]);
        base.says(2, &["import", "orgs", &rest], &["信用代码", "缩写过的数字"]);
    }
    let file = base.file("b.csv", "姓名,单位\n李明,#N/A\n");
    base.refuses(2, &["import", "persons", &file], &["单位是错误值“#N/A”"], &["单位 is the error value '#N/A'"]);
}

#[test]
fn a_credit_code_is_of_one_organisation() {
    let base = base();
    base.ok(&["org", "register", "O1", "--date", "2022-03-01", "--uscc", "51640181MJY1000101"]);
    let head = "name,kind,uscc,registered\n";
    let file = base.file(
        "a.csv",
        format!("{head}甲社,service,52640181MJY20002XB,2022-01-01\n乙社,service,,\n丙社,service,52640181MJY20002XB,2022-01-01\n"),
    );
    base.refuses(
        2,
        &["import", "orgs", &file],
        &["第2行:与第4行的信用代码相同", "第4行:与第2行的信用代码相同"],
        &["line 4: it has the same credit code as line 2"],
    );
    let file = base.file("b.csv", format!("{head}甲社,service,51640181MJY1000101,2022-03-01\n"));
    base.refuses(
        2,
        &["import", "orgs", &file],
        &["是启明社会工作服务中心(O1)的"],
        &["that of 启明社会工作服务中心 (O1)", "fuhua edit O1 --name"],
    );
    let file = base.file("c.csv", format!("{head}启明社会工作服务中心,service,52640181MJY20002XB,2022-03-01\n"));
    base.refuses(2, &["import", "orgs", &file], &["与已登记的 51640181MJY1000101(L1)不同"], &["L1 has another credit code on record"]);
}

#[test]
fn persons_are_known_as_on_rosters_and_their_ids_are_not_kept() {
    let base = Base::new();
    base.ok(&["person", "add", "李明", "--unit", "启明"]);
    let file = base.file(
        "通讯录.csv",
        "序号,姓名,性别,工作单位,身份证号,手机号码,证书等级\n1,李　明,男,启明,640199196501078003,138 0000 0001,社工师\n\
         2,王芳,女,暖阳,640199196708272006,13800000002,\n3,王芳,女,暖阳,640199196708272006,13800000002,\n",
    );
    let answer = import(&base, "persons", &file);
    assert_eq!(counts(&answer), [1, 1, 1, 0]);
    let said = answer["warnings"].to_string();
    assert!(said.contains("身份证号") && said.contains("性别"), "{said}");
    let persons = "SELECT p.name, p.unit, p.certificate, v.value FROM person p JOIN personal v ON v.commitment = p.phone ORDER BY p.id";
    assert_eq!(base.sql(persons), [["李明", "启明", "social-worker", "13800000001"], ["王芳", "暖阳", "none", "13800000002"]]);
    assert!(!String::from_utf8_lossy(&base.bytes()).contains("640199196501078003"));
    let file = base.file("b.csv", "姓名,电话\n李明,640199196501078003\n张三、李四,\n");
    base.refuses(2, &["import", "persons", &file], &["第2行:电话", "第3行:", "两个或多个人"], &["line 3: ", "several persons"]);
    base.ok(&["undo"]);
    assert_eq!(base.value("SELECT count(*) FROM person WHERE void_reason IS NULL"), "1");
}

const SERVICES: &str = "组织,服务,日期,时长,备注\n启明社会工作服务中心,能力建设,2022年2月18日(星期五),90分钟,上门\n同上,公共空间,44610,,\n";

#[test]
fn services_obey_the_rules_of_the_single_command() {
    let base = base();
    let file = base.file("台账.csv", SERVICES);
    assert_eq!(counts(&import(&base, "services", &file)), [2, 0, 0, 0]);
    assert_eq!(
        base.sql("SELECT org_id, kind, on_date, coalesce(minutes, ''), coalesce(note, '') FROM service ORDER BY id"),
        [["1", "capacity", "2022-02-18", "90", "上门"], ["1", "space", "2022-02-18", "", ""]]
    );
    let bad = format!(
        "{SERVICES}没有的组织,公共空间,2022-03-01,,\n中心,公共空间,2022-03-01,,\n暖阳,送温暖,2022-03-01,,\n暖阳,管理咨询,2021-11-03,,\n暖阳,管理咨询,2022-03-01,,\n"
    );
    let file = base.file("错行.csv", bad);
    base.refuses(
        2,
        &["import", "services", &file],
        &["有4行不对", "第4行:没有组织“没有的组织”", "第5行:“中心”可指多家组织", "第6行:", "送温暖", "第7行:"],
        &["line 4: there is no organisation", "line 7: "],
    );
    let error = base.error(2, &["import", "services", &file]);
    assert_eq!(error["rules"][0]["rule"], "service.resident", "{error}");
    let rest = base.argument("其余.csv");
    let answer = base.json(&["import", "services", &file, "--rejects", &rest]);
    assert_eq!(counts(&answer), [1, 0, 2, 4]);
    let lines = std::fs::read_to_string(rest).expect("the rest");
    assert_eq!(lines.lines().count(), 5, "{lines}");
}

#[test]
fn a_day_beside_which_another_weekday_stands_is_refused() {
    let base = base();
    let file = base.file("a.csv", "组织,服务,日期\n启明,公共空间,2022年2月19日 星期日\n启明,公共空间,3月1日\n");
    base.refuses(
        2,
        &["import", "services", &file],
        &["第2行:日期“2022年2月19日 星期日”:所写的星期不是这一天的", "第3行:日期“3月1日”:没有写明年份"],
        &["line 2: 日期 '2022年2月19日 星期日': the weekday beside it is not that day's"],
    );
}

#[test]
fn a_consultation_may_be_of_several_organisations() {
    let base = base();
    let rows: &[&[&str]] = &[
        &["咨询登记表"],
        &["序号", "日期", "咨询主题", "咨询组织"],
        &["1", "2022-03-01", "等级评估", "启明社会工作服务中心、暖阳助老服务中心"],
        &["2", "2022-03-10", "党建", ""],
        &["3", "2022-03-11", "财务", "启明社会工作服务中心\nO2 暖阳助老服务中心"],
    ];
    let file = workbook(&base, "咨询.xlsx", rows);
    assert_eq!(counts(&import(&base, "consultations", &file)), [3, 0, 0, 0]);
    assert_eq!(base.value("SELECT group_concat(consultation_id || '-' || org_id) FROM consultation_org"), "1-1,1-2,3-1,3-2");
}

#[test]
fn projects_have_money_as_offices_write_it() {
    let base = base();
    let head = "组织,项目名称,立项日期,资助金额(元),资金来源\n";
    let rows = "启明,邻里关爱,2022-03-01,\"5,000\",社会捐赠\n暖阳,邻里关爱,2022-03-02,0.3万,社会捐赠\n启明,读书会,2022-03-03,,\n";
    let file = base.file("项目.csv", format!("{head}{rows}"));
    assert_eq!(counts(&import(&base, "projects", &file)), [3, 0, 0, 0]);
    assert_eq!(
        base.sql("SELECT org_id, title, kind, coalesce(grant_fen, ''), coalesce(source, '') FROM project ORDER BY id"),
        [
            ["1", "邻里关爱", "grant", "500000", "donation"],
            ["2", "邻里关爱", "grant", "300000", "donation"],
            ["1", "读书会", "own", "", ""]
        ]
    );
    let file = base.file(
        "b.csv",
        format!("{head}{}启明,慰问,2022-04-01,12.345,社会捐赠\n启明,义诊,2022-04-02,100,\n", rows.replace("0.3万", "0.4万")),
    );
    base.refuses(
        2,
        &["import", "projects", &file],
        &["第5行:资助金额(元)“12.345”:最多精确到分", "第6行:资助与来源须同时写明"],
        &["line 5: 资助金额(元) '12.345': an amount has at most two decimals"],
    );
    let answer = base.json(&["import", "projects", &file, "--rejects", &base.argument("rest.csv")]);
    assert_eq!(counts(&answer), [0, 1, 2, 2]);
    assert_eq!(base.value("SELECT grant_fen FROM project WHERE id = 2"), "400000");
}

const BOOK: &str = "2022年专户收支明细,,,,,\n日期,凭证号,摘要,收入,支出,类别\n,,上年结转,,,\n\
    2022-01-05,记-1,拨入运行经费,\"14,046.30\",0,财政拨款\n2022-01-11,记-2,场地维护,,￥1577.39,场地水电网络\n,,本月合计,1,2,\n\
    2022-01-12,,邮寄,-,(20.00),办公费\n2022-01-12,,邮寄,,20,办公费\n合计,,,,,\n";

#[test]
fn a_cash_book_is_vouchers() {
    let base = Base::new();
    let file = base.file("收支.csv", BOOK);
    let answer = import(&base, "vouchers", &file);
    assert_eq!(counts(&answer), [4, 0, 0, 0]);
    let said = answer["warnings"].to_string();
    for word in ["第3行“上年结转”", "第6行“本月合计”", "第9行“合计”", "第8行与第7行完全相同"] {
        assert!(said.contains(word), "{word}: {said}");
    }
    assert_eq!(
        base.sql("SELECT on_date, direction, amount_fen, category, source, coalesce(number, '') FROM voucher ORDER BY id LIMIT 3"),
        [
            ["2022-01-05", "in", "1404630", "appropriation", "budget", "记-1"],
            ["2022-01-11", "out", "157739", "premises", "budget", "记-2"],
            ["2022-01-12", "out", "2000", "office", "budget", ""]
        ]
    );
    let head = "日期,摘要,收入,支出,类别\n";
    let file =
        base.file("错.csv", format!("{head}2022-02-01,a,5,5,办公费\n2022-02-02,b,,,办公费\n2022-02-03,c,-5,,财政拨款\n2022-02-04,d,,5,\n"));
    base.refuses(
        2,
        &["import", "vouchers", &file],
        &["第2行:收入和支出都有金额", "第3行:没有金额", "第4行:收入“-5”:金额不能为负", "第5行:没有写明收支类别"],
        &["line 2: both what came in and what went out", "line 5: it has no category"],
    );
    let file = base.file("无日期.csv", "组织,服务\n启明,公共空间\n");
    base.refuses(2, &["import", "services", &file], &["第1行的表头里没有“日期”一列", "--map"], &["line 1, have no column 'date'"]);
    let file = base.file("过多.csv", format!("{head}2022-02-01,a,,99999,办公费\n"));
    let refused = base.error(2, &["import", "vouchers", &file]);
    assert_eq!(refused["rules"][0]["rule"], "finance.balance", "{refused}");
    // A few rows too many are set aside; of many it is the money that is wrong.
    let days = |n: usize| (1..=n).map(|day| format!("2022-03-{day:02},a,,4200,办公费\n")).collect::<String>();
    let file = base.file("多.csv", format!("{head}{}", days(31)));
    base.says(2, &["import", "vouchers", &file, "--rejects", &base.argument("rest.csv")], &["有20行不对", "财政运行经费在2022-03-"]);
    let file = base.file("少.csv", format!("{head}{}", days(5)));
    assert_eq!(counts(&base.json(&["import", "vouchers", &file, "--rejects", &base.argument("rest.csv")])), [2, 0, 0, 3]);
}

#[test]
fn a_file_of_something_else_is_refused_with_its_headings() {
    let base = base();
    let file = base.file("a.csv", "日期,事项\n2022-01-01,x\n");
    for kind in ["orgs", "persons", "services", "consultations", "projects", "vouchers"] {
        base.refuses(2, &["import", kind, &file], &["a.csv", "表头"], &["a.csv", "headings"]);
    }
    let file = base.file("b.csv", "甲,乙,何日\n启明,公共空间,2022-03-01\n");
    let map = ["--map", "甲=org", "--map", "乙=服务", "--map", "何日=date"];
    assert_eq!(counts(&base.json(&[&["import", "services", &file][..], &map].concat())), [1, 0, 0, 0]);
    base.refuses(2, &["import", "services", &file, "--map", "甲=x"], &["不是“表头=字段”"], &["is not HEADING=field"]);
    let file = base.file("c.csv", "名称,类型\n");
    base.refuses(2, &["import", "orgs", &file], &["表头之下没有一行"], &["there is no row below"]);
    let file = base.file("d.csv", "名称,类型,名称\n甲社,社团,乙社\n");
    base.refuses(2, &["import", "orgs", &file], &["有两列都是“名称”", "--map"], &["two columns are both 'name'"]);
}

#[test]
fn columns_that_are_not_read_are_asked_about_on_a_terminal() {
    let base = Base::new();
    let file = base.file("a.csv", "名称,类型,所属党委\n甲社,社团,东塔\n");
    let Outcome { code, err, .. } = base.choosing(&["import", "orgs", &file], Some(1));
    assert_eq!((code, base.value("SELECT count(*) FROM org").as_str()), (2, "0"), "{err}");
    assert_eq!(base.choosing(&["import", "orgs", &file], Some(0)).code, 0);
    let answer = base.json(&["import", "orgs", &file]);
    assert!(answer["warnings"].to_string().contains("未读取的列:所属党委"), "{answer}");
}

#[test]
fn a_blank_sheet_says_what_to_fill_in_and_comes_back_in() {
    let base = base();
    for (kind, zh) in [
        ("roster", "签到表"),
        ("orgs", "组织"),
        ("persons", "人员"),
        ("services", "服务"),
        ("consultations", "咨询"),
        ("projects", "公益项目"),
        ("vouchers", "凭证"),
    ] {
        let file = base.argument(&format!("{kind}.xlsx"));
        for lang in ["zh", "en"] {
            base.ok(&["template", kind, "-o", &file, "--replace", "--lang", lang]);
            let bytes = std::fs::read(&file).expect("a workbook");
            base.ok(&["template", zh, "-o", &file, "--replace", "--lang", lang]);
            assert!(bytes == std::fs::read(&file).expect("a workbook"), "the same again");
            let line = if kind == "roster" { vec!["training", "roster", "T1", &file] } else { vec!["import", kind, &file] };
            // Its headings are known, and on a terminal no sheet is asked for.
            let outcome = base.choosing(&[&line[..], &["--lang", "zh"]].concat(), None);
            let empty = if kind == "roster" { "没有一个人" } else { "没有一行内容" };
            assert!(outcome.code == 2 && outcome.err.contains(empty), "{kind} {lang}: {outcome:?}");
            let csv = base.ok(&["template", kind, "-f", "csv", "--lang", lang]);
            assert!(csv.lines().count() == 1 && csv.contains('*'), "{csv}");
        }
    }
    let shown = base.ok(&["template", "services"]);
    assert!(shown.contains("必填") && shown.contains("公共空间"), "{shown}");
    base.refuses(2, &["template", "x"], &["没有“x”这种表", "签到表 roster"], &["no blank sheet of 'x'", "roster, orgs"]);
}

/// What a list says, as a file.
fn listed(base: &Base, kind: &str, name: &str) -> String {
    let file = base.argument(name);
    base.ok(&["list", kind, "-f", "csv", "-o", &file, "--replace", "--reveal-personal", "核对"]);
    file
}

#[test]
fn what_a_list_writes_comes_in_again() {
    let (from, into) = (base(), base());
    let add =
        "org add --kind service --field 公益慈善类 --stage 初创期 --founded 2021-05-06 --town 东塔镇 --contact 李明 --note 备注一 --name";
    from.lines(&format!(
        "{add} 春晖 --phone 09514217881 --uscc 52640181MJY20002XB --registered 2022-09-11
         person add 李明 --unit 启明 --phone 13800000001 --note 骨干
         person add 王芳
         person certify 李明 --level social-worker --date 2022-05-01
         service log O1 --service space --hours 1.5 --date 2022-02-01 --note 上门
         service log O2 --service seed-fund --amount 1200.50 --date 2022-02-02
         consult log --topic policy --org O1 --org O2 --date 2022-03-01
         consult log --topic party --date 2022-03-02 --note 来电
         project start O1 --title 邻里节 --date 2022-02-02 --grant 5000 --source donation --until 2022-12-31
         project start O2 --title 读书会 --date 2022-02-03
         finance post --in 141450 --category appropriation --date 2021-11-05 --number 0012 --note 拨入
         finance post --out 1200.50 --category training --date 2022-02-18 --party 讲师 --number 记-12
         finance post --in 5000 --category donated --date 2022-02-20 --party 慈善会
         finance post --out 100 --category seed-fund --source donation --org O1 --date 2022-02-21
         finance post --out 5 --category office --date 2022-02-21
         finance post --out 5 --category office --date 2022-02-21"
    ));
    for kind in ["orgs", "persons", "services", "consultations", "projects", "vouchers"] {
        let file = listed(&from, kind, "from.csv");
        let answer = into.json(&["import", kind, &file]);
        assert!(counts(&answer)[0] > 0, "{answer}");
        let text = |file: String| std::fs::read_to_string(file).expect("a list");
        assert_eq!(text(listed(&into, kind, "into.csv")), text(file), "{kind}");
    }
    into.sound();
}

#[test]
fn one_file_may_be_of_several_sessions() {
    let base = Base::new();
    for day in ["2022-03-01", "2022-03-08"] {
        base.ok(&["training", "log", "--title", day, "--form", "lecture", "--date", day]);
    }
    let file = base.file("两期.csv", "培训编号,姓名,单位\nT1,李明,启明\nT2,李明,启明\n〃,王芳,暖阳\n");
    let answer = import(&base, "roster", &file);
    assert_eq!((counts(&answer), &answer["roster"]["counted"]), ([3, 0, 0, 0], &json!(3)));
    assert_eq!(
        base.value("SELECT group_concat(training_id || name) FROM attendance a JOIN person p ON p.id = a.person_id"),
        "1李明,2李明,2王芳"
    );
    base.refuses(2, &["training", "roster", "T1", &file], &["第3行:培训编号是“T2”,不是 T1"], &["not T1"]);
    let wrong = base.file("错.csv", "培训编号,姓名\nT1,赵磊\nT9,孙丽\n,周敏\n");
    base.refuses(2, &["import", "roster", &wrong], &["第3行:", "第4行:培训编号是空的"], &["line 4: the training is empty"]);
    let answer = base.json(&["import", "roster", &wrong, "--rejects", &base.argument("rest.csv")]);
    assert_eq!(counts(&answer), [1, 0, 0, 2]);
    let none = base.file("无.csv", "姓名\n赵磊\n");
    base.refuses(2, &["import", "roster", &none], &["没有写明是哪一场培训", "--training T1"], &["it is not said which session"]);
}

#[test]
fn a_session_is_recorded_with_the_good_rows_of_its_roster() {
    let base = Base::new();
    let file = base.file("a.csv", "姓名,类别\n李明,持证\n王芳,外星\n");
    let log = ["training", "log", "--title", "治理", "--form", "lecture", "--roster", &file];
    assert!(base.fails(2, &log).contains("外星"));
    let rest = base.argument("rest.csv");
    let answer = base.json(&[&log[..], &["--rejects", &rest]].concat());
    assert_eq!((counts(&answer), &answer["code"]), ([1, 0, 0, 1], &json!("T1")));
    assert!(std::fs::read_to_string(rest).expect("the rest").contains("外星"));
    base.refuses(2, &["training", "log", "--title", "x", "--form", "lecture", "--rejects", "y.csv"], &["--roster"], &["--roster"]);
}

/// A workbook whose first sheet has a row more, its cells all text but for numbers.
fn filled(base: &Base, name: &str, cells: &[&str]) -> String {
    let mut from = zip::ZipArchive::new(Cursor::new(std::fs::read(base.path(name)).expect("a workbook"))).expect("a ZIP");
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut part = from.by_index(at).expect("a part");
        let (part_name, mut text) = (part.name().expect("a name").into_owned(), String::new());
        part.read_to_string(&mut text).expect("text");
        if part_name == "xl/worksheets/sheet1.xml" {
            let cell = |text: &&str| match text.parse::<f64>() {
                Ok(number) => format!("<c><v>{number}</v></c>"),
                Err(_) => format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>"),
            };
            let row = format!("<row r=\"2\">{}</row></sheetData>", cells.iter().map(cell).collect::<String>());
            text = text.replace("</sheetData>", &row);
        }
        to.start_file(part_name, SimpleFileOptions::default()).expect("a part");
        to.write_all(text.as_bytes()).expect("written");
    }
    base.file(&format!("filled-{name}"), to.finish().expect("a ZIP").into_inner())
}

#[test]
fn a_blank_sheet_that_was_filled_in_comes_in_without_a_question() {
    let base = base();
    base.ok(&["training", "log", "--title", "治理", "--form", "lecture", "--date", "2022-02-01"]);
    for (lang, number, person) in [("zh", "1", "甘晓岚"), ("en", "2", "甘晓月")] {
        let (org, project) = (format!("新社{number}"), format!("读书会{number}"));
        for (kind, cells) in [
            ("orgs", &[&org[..], "社会团体", "", "", "公益慈善类", "萌芽期", "44610", "东塔镇"][..]),
            ("persons", &[person, "城区街道", "", "社会工作师"]),
            ("services", &["启明社会工作服务中心", "公共空间", "44610", "1.5", "", number]),
            ("consultations", &["44610", "党建", "启明社会工作服务中心", number]),
            ("projects", &["启明社会工作服务中心", &project, "44610"]),
            ("vouchers", &["44610", number, "拨款", "141450.5", "", "财政拨款"]),
            ("roster", &[person, "城区街道", "", "持证", "到"]),
        ] {
            let name = format!("{kind}.xlsx");
            base.ok(&["template", kind, "-o", &base.argument(&name), "--replace", "--lang", lang]);
            let file = filled(&base, &name, cells);
            let line = if kind == "roster" { vec!["training", "roster", "T1", &file] } else { vec!["import", kind, &file] };
            // Nobody answers: any question would end it.
            let Outcome { code, out, err } = base.choosing(&[&line[..], &["-f", "json"]].concat(), None);
            assert_eq!(code, 0, "{kind} {lang}: {err}");
            let answer: Json = serde_json::from_str(&out).expect("JSON");
            assert_eq!(answer["create"], 1, "{answer}");
        }
    }
    assert_eq!(base.value("SELECT group_concat(DISTINCT on_date) FROM service"), "2022-02-18");
}
