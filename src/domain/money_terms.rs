//! The glossary of money: directions, accounts, clocks, what is done about a
//! period.

use crate::domain::vocabulary::{Vocabulary, Word, also, term, vocabulary};
use crate::i18n::label;

vocabulary!(/// Ways in which money goes.
    DIRECTION: Direction, "收支", "direction", [
    In = also("in", "收入", "in", &["收"]),
    Out = also("out", "支出", "out", &["支"]),
]);
vocabulary!(/// Accounts: where the money of a source lies.
    ACCOUNT: Account, "账户", "account", [
    Operating = also("operating", "专账", "dedicated account", &["专用账户"]),
    Venture = term("venture", "创投基金", "venture fund"),
    Custody = also("custody", "代管", "custody", &["代管资金"]),
]);
vocabulary!(/// What a category of money asks to be named.
    NEED: Need, "须写明", "need", [
    Party = term("party", "对方", "party"),
    Org = term("org", "组织", "organisation"),
    Project = term("project", "项目", "project"),
    OrgOrProject = term("org-or-project", "组织或项目", "organisation or project"),
    ProjectOrLine = term("project-or-line", "项目或科目", "project or budget line"),
    Evidence = term("evidence", "付款依据", "evidence"),
]);
vocabulary!(/// Clocks by which money is budgeted, 三(三).
    CLOCK: Clock, "口径", "clock", [
    Operating = term("operating", "运营年度", "operating year"),
    Fiscal = term("fiscal", "财政年度", "fiscal year"),
]);
vocabulary!(/// What is done about a period, 四(三)3.
    STEP: Step, "期间事项", "period step", [
    Closed = also("closed", "结账", "closed", &["关账"]),
    Reopened = also("reopened", "反结账", "reopened", &["重新打开"]),
    Submitted = term("submitted", "报送", "submitted"),
]);
vocabulary!(/// What the operator submits, 四(三)3,4.
    SUBMISSION: Submission, "报送内容", "submission", [
    Finance = term("finance", "财务情况", "finances"),
    Summary = term("summary", "运营总结", "summary of operations"),
    Evaluation = term("evaluation", "年度评估", "yearly evaluation"),
]);
