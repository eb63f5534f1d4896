//! The glossary of judgements: evaluations of stays, projects and operators, and how
//! projects stand.

use crate::domain::vocabulary::{Vocabulary, Word, also, term, vocabulary};
use crate::i18n::label;

vocabulary!(/// Stages of evaluation: of a stay, of a project, of an operator, 二(二)4, 三(一), 四(一)2,3,5, 四(二)4, 四(三)1,4.
    EVALUATION_STAGE: EvaluationStage, "评估阶段", "stage of evaluation", [
    Entry = also("entry", "现状评估", "assessment on entry", &["入驻评估"]),
    Assess = also("assess", "年度综合评估", "yearly evaluation", &["年度评估", "评估"]),
    Preliminary = also("preliminary", "初审", "preliminary approval", &[]),
    Final = also("final", "认定", "final approval", &["审定", "终审"]),
    Tender = also("tender", "申报投标", "application or tender", &["申报", "投标"]),
    Approve = also("approve", "立项", "approval of a project", &[]),
    Visit = also("visit", "督导走访", "supervising visit", &["督导", "走访"]),
    Midterm = also("midterm", "中期评估", "midterm evaluation", &["中期"]),
    Closing = also("closing", "结项评估", "closing evaluation", &[]),
    Close = also("close", "结项", "close of a project", &[]),
    Qualification = also("qualification", "资格条件审查", "qualification", &["资格审查"]),
    Performance = also("performance", "绩效考核", "performance", &["考核"]),
    Inspection = also("inspection", "监督检查", "inspection", &["检查"]),
]);
vocabulary!(/// Grades by per cent of full marks.
    GRADE: Grade, "等次", "grade", [
    Excellent = term("excellent", "优秀", "excellent"),
    Good = term("good", "良好", "good"),
    Basic = term("basic", "合格", "basic"),
    Poor = term("poor", "不合格", "poor"),
]);
vocabulary!(/// What an evaluation is of.
    EVALUATED: Evaluated, "评估对象", "what is evaluated", [
    Resident = term("resident", "入驻组织", "resident"),
    Project = term("project", "项目", "project"),
    Operator = term("operator", "运营机构", "operator"),
    Org = term("org", "组织", "organisation"),
]);
vocabulary!(/// Kinds of project, 二(一)4, 二(二)3, 三(二)1.3), 三(二)2.2).
    PROJECT_KIND: ProjectKind, "项目类别", "kind of project", [
    Own = term("own", "自筹", "own means"),
    Grant = also("grant", "小额资助", "small grant", &["资助"]),
    Venture = also("venture", "公益创投", "venture", &["创投"]),
    Award = also("award", "项目奖补", "award", &["奖补"]),
    Purchase = also("purchase", "政府购买", "bought by government", &["政府购买服务"]),
]);
vocabulary!(/// States of a project, in the order of its life.
    PROJECT_STATE: ProjectState, "项目状态", "state of a project", [
    Planned = term("planned", "已策划", "planned"),
    Approved = term("approved", "已立项", "approved"),
    Rejected = term("rejected", "未立项", "rejected"),
    Running = also("running", "执行中", "running", &["实施中"]),
    Closed = term("closed", "已结项", "closed"),
    Stopped = term("stopped", "已终止", "stopped"),
]);
vocabulary!(/// How a project ends.
    PROJECT_END: ProjectEnd, "结项结果", "how a project ends", [
    Completed = also("completed", "完成", "completed", &["已完成"]),
    Stopped = also("stopped", "终止", "stopped", &["已终止", "中止"]),
]);

impl EvaluationStage {
    /// The stages of a stay's evaluation.
    pub const OF_STAY: [Self; 4] = [Self::Entry, Self::Assess, Self::Preliminary, Self::Final];
    /// The stages of a project on which later payments of its grant rest.
    pub const OF_PROJECT: [Self; 2] = [Self::Midterm, Self::Closing];

    /// The sheet on which it is scored, if it is.
    pub const fn sheet(self) -> Option<&'static str> {
        match self {
            Self::Entry => Some("entry"),
            Self::Assess => Some("resident"),
            Self::Midterm | Self::Closing => Some("project"),
            Self::Qualification => Some("operator-conditions"),
            Self::Performance => Some("operator"),
            Self::Preliminary | Self::Final | Self::Tender | Self::Approve | Self::Visit | Self::Close | Self::Inspection => None,
        }
    }
}
