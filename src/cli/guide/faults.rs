//! `fuhua help E2` and `fuhua help RULE`: what went wrong, why, and what to do.

use crate::cli::paint::wrapped;
use crate::domain::terms::SEVERITY;
use crate::fault::EXIT_BUG;
use crate::i18n::{Label, join, label, pick};
use crate::journal::checks;
use crate::plan::Plan;
use crate::rules::{self, Rule};
use crate::store::records::registry;
use crate::tr;

/// Something that can go wrong.
pub struct Page {
    /// `E` and the exit code.
    pub code: i32,
    /// What it is called.
    pub title: Label,
    /// What happened.
    pub what: Label,
    /// Why, with the commonest causes.
    pub why: &'static [Label],
    /// What to do.
    pub todo: &'static [Label],
}

/// Every kind of fault, by its exit code.
pub static PAGES: &[Page] = &[
    Page {
        code: 1,
        title: label("回答是“否”", "the answer is no"),
        what: label(
            "规则拒绝了这次记录,或 --check、audit 的结果不合要求;数据库与之前完全一样",
            "a rule refused what was to be recorded, or what --check or audit asked does not hold; the database is as it was",
        ),
        why: &[
            label(
                "所记的内容违反计划的一条规则:错误信息里有规则的编号和依据",
                "what was typed breaks a rule of the plan: the message names the rule and its clause",
            ),
            label(
                "todo --check 有逾期,target status --check 有滞后,audit 有错误",
                "todo --check found something overdue, target status --check something behind, audit an error",
            ),
        ],
        todo: &[
            label(
                "看规则的说明:fuhua help 规则编号,如 fuhua help apply.one-open",
                "read about the rule: fuhua help RULE-ID, such as fuhua help apply.one-open",
            ),
            label(
                "按提示改正日期、编号或先补记所缺的一步,再试",
                "correct the day or the code, or record the missing step first, and try again",
            ),
            label(
                "确需例外且规则允许的,加 --override 理由,理由留存备查",
                "where the rule allows it, --override REASON waives it; the reason is kept",
            ),
        ],
    },
    Page {
        code: 2,
        title: label("命令或输入有误", "the command line or the input is wrong"),
        what: label(
            "没有看懂命令,或所写的值、文件不能用;没有记录任何内容",
            "the command was not understood, or a value or a file cannot be used; nothing was recorded",
        ),
        why: &[
            label("命令、选项写错或缺少", "a command or an option is mistyped or missing"),
            label("日期、金额、期间、选项的取值不合写法", "a date, an amount, a period or a word is not written as it should be"),
            label("没有这个组织、人员、编号,或一个名称可指多个", "there is no such organisation, person or code, or a name means several"),
            label(
                "导入的表格有不能用的行:错误信息里有行号和列名",
                "a sheet has rows that cannot be used: the message names row and column",
            ),
        ],
        todo: &[
            label("看提示里的写法和“是否想写”", "read the hint: how it is written, what may have been meant"),
            label("看这个命令的例子:fuhua help 命令", "look at the command's example: fuhua help COMMAND"),
            label(
                "名称用 fuhua search 文字 查找,编号用 fuhua list 类别 查看",
                "find names with fuhua search TEXT, codes with fuhua list KIND",
            ),
            label("在终端里只写命令、不写选项,程序会逐项询问", "on a terminal, type the command alone: it asks for what is missing"),
        ],
    },
    Page {
        code: 3,
        title: label("数据库不能用", "the database cannot be used"),
        what: label("没有打开数据库,或没有写入;文件与之前完全一样", "the database was not opened, or not written; the file is as it was"),
        why: &[
            label(
                "没有这个文件:--db、FUHUA_DB 或当前文件夹不对,或还没有建库",
                "there is no such file: --db, FUHUA_DB or the folder is another one, or no database was made yet",
            ),
            label("不是本程序的数据库,或是更新的版本所建", "it is no database of this program, or of a newer version"),
            label("文件损坏、结构被改动过,或流水与表不符", "it is damaged, its schema was altered, or the journal does not fit the tables"),
            label("另一个命令正在用,等了10秒还没有用完", "another command has used it for more than 10 seconds"),
            label("文件或文件夹是只读的,或文件有两个名称", "file or folder are read-only, or the file has two names"),
        ],
        todo: &[
            label(
                "确认位置:fuhua --db 文件 home;新建用 fuhua init",
                "check the place: fuhua --db FILE home; make a new one with fuhua init",
            ),
            label("检查文件:fuhua audit 文件(不改动它)", "check the file: fuhua audit FILE (it is not changed)"),
            label(
                "损坏的,从备份恢复到另一个位置:fuhua --db 新文件 restore 备份",
                "if it is damaged, restore a backup beside it: fuhua --db NEW restore BACKUP",
            ),
            label("被占用的,等别的命令结束再试", "if it is busy, wait for the other command and try again"),
        ],
    },
    Page {
        code: 4,
        title: label("别的文件或设备有问题", "another file or device failed"),
        what: label(
            "结果没有写成,或读写别的文件失败;数据库与之前一样,已保存的改动会写明",
            "an answer was not written, or another file failed; the database is as it was, or the message says that a change is kept",
        ),
        why: &[
            label("磁盘已满,或没有写入的权限", "the disk is full, or writing is not permitted"),
            label("输出的程序提前退出,或标准输出已关闭", "the program that reads the answer is gone, or standard output is closed"),
        ],
        todo: &[
            label("换一个位置:-o 文件,或腾出空间后再试", "choose another place with -o FILE, or make room and try again"),
            label(
                "说明改动已保存的,不要重复记录:用 fuhua history --limit 1 确认",
                "where it says that the change is kept, do not record it again: see fuhua history --limit 1",
            ),
        ],
    },
    Page {
        code: EXIT_BUG,
        title: label("程序内部错误", "an internal error"),
        what: label("程序遇到没有料到的情况,没有改动任何内容", "the program met what it did not expect; nothing was changed"),
        why: &[label("这是程序的错误,不是操作的错误", "that is a fault of the program, not of its user")],
        todo: &[
            label("检查文件:fuhua audit", "check the file: fuhua audit"),
            label("把命令、全部输出和 fuhua --version 报告给维护者", "report the command, all that it said and fuhua --version"),
        ],
    },
];

/// The page of a code such as `E2`.
pub fn find(code: &str) -> Option<&'static Page> {
    let number: i32 = code.strip_prefix(['E', 'e'])?.parse().ok()?;
    PAGES.iter().find(|page| page.code == number)
}

impl Page {
    /// The page, at most so wide.
    pub fn text(&self, width: usize) -> String {
        let (code, title) = (self.code, self.title.text());
        told(&format!("E{code}  {title}"), self.what.text(), &list(self.why), &list(self.todo), width)
    }
}

fn list(labels: &[Label]) -> Vec<String> {
    labels.iter().map(|label| label.text().to_owned()).collect()
}

fn told(title: &str, what: &str, why: &[String], todo: &[String], width: usize) -> String {
    let mut lines = vec![wrapped(title, width, "  "), String::new()];
    for (heading, points) in
        [(tr!("发生了什么", "what happened"), &[what.to_owned()][..]), (tr!("为什么", "why"), why), (tr!("怎么办", "what to do"), todo)]
    {
        lines.push(heading);
        lines.extend(points.iter().map(|point| wrapped(&format!("  - {point}"), width, "    ")));
    }
    lines.join("\n") + "\n"
}

/// The page of a rule, or of a check of a file, by its id.
///
/// # Errors
/// If the built-in plan cannot be read.
pub fn of_rule(id: &str, width: usize) -> anyhow::Result<Option<String>> {
    if let Some(rule) = rules::find(id) {
        return Ok(Some(rule_page(rule, width)?));
    }
    let Some(check) = checks::ALL.iter().find(|check| check.id == id) else { return Ok(None) };
    let what = tr!("审计在一份文件里发现了与这一条不符的地方", "an audit found that a file does not fit this");
    let todo = [
        tr!(
            "看是哪条记录、哪条流水:fuhua audit 文件,再用 fuhua show、fuhua history",
            "see which record and entry it is: fuhua audit FILE, then fuhua show and fuhua history"
        ),
        tr!(
            "与备份或纸上的链首对照:fuhua audit 文件 --expect-head '链首'",
            "compare with a backup, or with a head on paper: fuhua audit FILE --expect-head 'HEAD'"
        ),
        tr!("不要改动这份文件;先复制一份保存", "do not change the file; keep a copy of it first"),
    ];
    Ok(Some(told(id, &what, &[check.demand.text().to_owned()], &todo, width)))
}

fn rule_page(rule: &Rule, width: usize) -> anyhow::Result<String> {
    let (id, clause, demand) = (rule.id, rule.clause(), rule.demand.text());
    let severity = SEVERITY.text(rule.severity.id());
    let kinds: Vec<&str> = rule.watches().into_iter().filter_map(registry::of_table).map(|kind| kind.label.text()).collect();
    let about = join(kinds.iter().take(6));
    let what = tr!(
        "要记录的内容与这一条不符({severity});被拒绝时数据库与之前完全一样。涉及:{about}",
        "what was to be recorded does not fit this ({severity}); where it was refused, the database is as it was. It is about: {about}"
    );
    let mut why = vec![tr!("规则:{demand}", "the rule: {demand}"), tr!("依据:{clause}", "the clause: {clause}")];
    let texts: Vec<String> = Plan::built_in()?
        .clauses
        .iter()
        .filter(|clause| clause.rules.iter().any(|of| of == id))
        .map(|clause| pick(&clause.zh, &clause.en).to_owned())
        .collect();
    why.extend(texts.into_iter().map(|text| tr!("计划的要求:{text}", "the plan asks: {text}")));
    let mut todo = vec![tr!(
        "按错误信息所说的改:它写明是哪条记录、差在哪里、用什么命令",
        "do as the message says: it names the record, what is wrong, and the command"
    )];
    todo.push(match rule.waivable {
        true => tr!(
            "确需例外的,加 --override 理由;例外留存,用 fuhua list waivers 查看",
            "where it must be, add --override REASON; waivers are kept, see fuhua list waivers"
        ),
        false => tr!("这一条不能作例外", "this one cannot be waived"),
    });
    Ok(told(&format!("{id}  {demand}"), &what, &why, &todo, width))
}
