//! The words for the operator of the base, 三(一), 四(一)2,3.

use crate::domain::vocabulary::{Vocabulary, Word, also, term, vocabulary};
use crate::i18n::label;

vocabulary!(/// What the office supervises, 四(一)2.
    INSPECTED: Inspected, "检查内容", "what is inspected", [
    Funds = also("funds", "资金使用", "use of money", &["资金"]),
    Premises = also("premises", "场地维护", "upkeep of the premises", &["场地"]),
    Incubation = also("incubation", "培育运营", "incubation work", &["培育", "孵化"]),
]);
vocabulary!(/// States of a contract, in the order of its life.
    CONTRACT_STATE: ContractState, "协议状态", "state of a contract", [
    Signed = term("signed", "已签订", "signed"),
    Running = also("running", "履行中", "running", &["执行中"]),
    Terminated = term("terminated", "已终止", "terminated"),
    Ended = also("ended", "已到期", "ended", &["已期满"]),
]);
vocabulary!(/// What came of a complaint.
    VERDICT: Verdict, "核实结果", "what came of a complaint", [
    Upheld = term("upheld", "属实", "upheld"),
    Rejected = also("rejected", "不属实", "rejected", &["不实"]),
]);
vocabulary!(/// How grave a complaint is that is upheld.
    GRAVITY: Gravity, "情节", "how serious", [
    Minor = also("minor", "一般", "minor", &["轻微"]),
    Serious = term("serious", "严重", "serious"),
]);
vocabulary!(/// The items of the negative list, 四(一)3.
    BREACH_ITEM: BreachItem, "负面清单事项", "item of the negative list", [
    Duties = also("duties", "未按协议履职", "duties not performed", &["未履职"]),
    Unfinished = also("unfinished", "未按期完成孵化", "incubation not done in time", &["未完成孵化"]),
    Finance = also("finance", "违反财务制度", "financial rules broken", &["财务"]),
    Complaint = also("complaint", "被投诉且情节严重", "serious complaint upheld", &["投诉"]),
    Law = also("law", "其他违法", "other breach of law", &["违法", "其他违法行为"]),
]);
