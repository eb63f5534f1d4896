//! The glossary of headings: what the columns of lists are called besides their
//! labels. Brackets and what they hold count for nothing, see `intake`.

/// A person's name.
pub const PERSON: &[&str] = &["学员姓名", "人员姓名", "参训人员", "full name"];
/// Where a person works.
pub const UNIT: &[&str] = &["工作单位", "所在单位", "单位名称", "organisation", "organization", "employer"];
/// A phone number.
pub const PHONE: &[&str] = &["手机", "手机号", "手机号码", "联系电话", "联系方式", "电话号码", "mobile", "telephone", "tel"];
/// A person's certificate.
pub const CERTIFICATE: &[&str] = &["证书等级", "职业资格", "职业资格证书", "社工证书"];
/// A person's ID number.
pub const ID_NUMBER: &[&str] = &["身份证", "身份证号", "身份证号码", "公民身份号码", "ID number", "ID"];
/// An organisation's own name.
pub const ORG_NAME: &[&str] = &["组织名称", "社会组织名称", "社会组织", "机构名称", "单位名称", "组织", "organisation", "organization"];
/// What kind of organisation it is.
pub const ORG_KIND: &[&str] = &["类别", "组织类型", "组织类别", "社会组织类型", "社会组织类别", "机构类型", "单位类型", "type"];
/// In what field it works.
pub const ORG_FIELD: &[&str] = &["业务领域", "服务领域", "工作领域"];
/// How far it has grown.
pub const ORG_STAGE: &[&str] = &["发展阶段"];
/// When it was founded.
pub const FOUNDED: &[&str] = &["成立时间", "founded on"];
/// Where it is.
pub const TOWN: &[&str] = &["街道", "镇街", "所属乡镇", "所在乡镇", "所属街道", "所在街道", "所属镇街"];
/// Whom to ask for.
pub const CONTACT: &[&str] = &["法定代表人", "法人代表", "法人", "负责人", "联系人姓名", "contact person"];
/// Its credit code.
pub const USCC: &[&str] = &["统一社会信用代码", "社会信用代码", "统一信用代码", "USCC", "unified social credit code"];
/// When it was registered.
pub const REGISTERED: &[&str] = &["注册日期", "登记时间", "注册时间", "发证日期", "registered on", "registration date"];
/// The organisation that a record is about.
pub const ABOUT_ORG: &[&str] =
    &["组织名称", "社会组织", "社会组织名称", "服务组织", "受助组织", "承接组织", "实施组织", "机构", "机构名称", "organization"];
/// The organisations that were advised.
pub const ADVISED: &[&str] =
    &["组织名称", "咨询组织", "来访组织", "社会组织", "社会组织名称", "咨询单位", "organisation", "organization", "org"];
/// A day.
pub const DATE: &[&str] =
    &["时间", "服务日期", "服务时间", "咨询日期", "咨询时间", "发生日期", "记账日期", "凭证日期", "收支日期", "入账日期", "day"];
/// The basic service.
pub const SERVICE: &[&str] = &["服务类型", "服务类别", "服务项目", "基本服务"];
/// How long it took.
pub const HOURS: &[&str] = &["时长", "小时数", "服务时长", "duration"];
/// An amount of money.
pub const AMOUNT: &[&str] = &["金额", "服务金额"];
/// What else there is to say.
pub const NOTE: &[&str] = &["摘要", "说明", "备注说明", "remark", "remarks", "summary"];
/// The topic of a consultation.
pub const TOPIC: &[&str] = &["咨询主题", "咨询类型", "咨询类别", "咨询事项"];
/// A project's title.
pub const PROJECT: &[&str] = &["项目名称", "项目", "project"];
/// When a project started.
pub const STARTED: &[&str] = &["立项日期", "启动日期", "开始时间", "起始日期", "日期", "start date"];
/// By when it is to end.
pub const UNTIL: &[&str] = &["结束日期", "截止日期", "终止日期", "end date"];
/// What kind of project it is.
pub const PROJECT_KIND: &[&str] = &["项目类别", "项目类型"];
/// Its grant.
pub const GRANT: &[&str] = &["资助金额", "资助资金", "资助经费"];
/// Of which source money is.
pub const SOURCE: &[&str] = &["资金来源", "经费来源", "source of funds"];
/// What money was for.
pub const CATEGORY: &[&str] = &["收支类别", "科目", "支出科目", "费用类别", "会计科目"];
/// From or to whom it went.
pub const PARTY: &[&str] = &["对方单位", "往来单位", "收款人", "付款人", "付款单位", "收款单位", "payee", "payer"];
/// The number on paper.
pub const NUMBER: &[&str] = &["凭证编号", "凭证字号", "凭证号码", "voucher number"];
/// What came in.
pub const INTO: &[&str] = &["收入金额", "收入", "income"];
/// What went out.
pub const OUT: &[&str] = &["支出金额", "支出", "expense", "expenses"];
