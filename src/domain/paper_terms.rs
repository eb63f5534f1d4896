//! The words for papers.

use crate::domain::vocabulary::{Vocabulary, Word, also, term, vocabulary};
use crate::i18n::label;

vocabulary!(/// What a paper is.
    PAPER: Paper, "文件类别", "kind of paper", [
    Application = also("application", "申请书", "application", &["申请表"]),
    Certificate = also("certificate", "鉴定书", "certificate", &["出壳鉴定书"]),
    Agreement = also("agreement", "协议", "agreement", &["合同", "协议书"]),
    Report = term("report", "报告", "report"),
    Evaluation = also("evaluation", "评估表", "evaluation sheet", &["评分表"]),
    Voucher = also("voucher", "原始凭证", "source document", &["发票", "收据"]),
    Photo = also("photo", "照片", "photo", &["图片"]),
    Notice = also("notice", "公示通知", "notice", &["公示", "通知"]),
    Other = term("other", "其他", "other"),
]);
