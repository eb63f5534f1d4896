//! The glossary of the base's other functions: activities, hubs, resources, what
//! authorities attest.

use crate::domain::vocabulary::{Vocabulary, Word, also, term, vocabulary};
use crate::i18n::label;

vocabulary!(/// Kinds of activity, 二(一), 三(二), 四(一) to 四(三).
    ACTIVITY_KIND: ActivityKind, "活动类别", "kind of activity", [
    Party = also("party", "党建活动", "party building", &["党建", "党日活动", "党日"]),
    Coaching = also("coaching", "一对一辅导", "one-to-one coaching", &["辅导", "一对一"]),
    Network = term("network", "学习网络", "learning network"),
    Practice = also("practice", "社会实践与志愿", "practice and volunteering", &["社会实践", "志愿活动", "志愿服务"]),
    Employment = also("employment", "就业辅导", "employment coaching", &["就业"]),
    Visit = also("visit", "走访指导", "visit", &["走访"]),
    Support = also("support", "扶持政策落实", "support policies", &["扶持"]),
    Premises = also("premises", "场地维护", "upkeep of premises", &["场地"]),
    Publicity = also("publicity", "公益传播", "publicity", &["宣传", "传播"]),
    Exhibition = also("exhibition", "成果展示", "exhibition", &["展示"]),
    Fair = also("fair", "供需洽谈", "fair", &["洽谈", "洽谈会"]),
    Salon = also("salon", "公益沙龙", "salon", &["沙龙"]),
    Research = also("research", "智库咨询", "research", &["智库"]),
    Newsletter = also("newsletter", "简讯", "newsletter", &["简报"]),
    Policy = also("policy", "政策发布解读", "policy", &["政策"]),
    Release = also("release", "信息发布", "release of information", &["发布"]),
    Meeting = also("meeting", "会商对接", "meeting", &["会商"]),
    Station = also("station", "社工站工作", "station work", &["社工站"]),
    Committee = also("committee", "委员会工作", "committee work", &["委员会"]),
    Task = also("task", "交办事项", "assigned task", &["交办"]),
]);
vocabulary!(/// What activities of some kinds are about.
    ABOUT: About, "内容", "subject", [
    Advice = term("advice", "咨询宣讲", "advice and talks"),
    Founding = term("founding", "组织成立", "founding"),
    Guidance = term("guidance", "活动指导", "guidance"),
    Study = term("study", "主题学习", "study"),
    Standard = term("standard", "规范化建设", "standard work"),
    Transfer = term("transfer", "职能转移", "transfer of functions"),
    Purchase = term("purchase", "购买服务", "purchase of services"),
    Inspection = term("inspection", "年检", "yearly inspection"),
    Audit = term("audit", "审计", "audit"),
    Rating = term("rating", "等级评估", "rating"),
    Activity = term("activity", "活动", "activity"),
    Integrity = term("integrity", "诚信", "integrity"),
    Law = also("law", "法律法规与章程", "law and charter", &["守法与章程", "法律法规"]),
    Rules = also("rules", "管理制度", "rules", &["制度"]),
    Interpretation = also("interpretation", "政策解读", "interpretation", &["解读"]),
    Daily = also("daily", "日常走访", "daily visit", &["日常"]),
    Growth = also("growth", "陪伴成长", "company in growth", &["成长"]),
]);
vocabulary!(/// Channels of publicity, 三(二)2.1).
    CHANNEL: Channel, "渠道", "channel", [
    Newspaper = also("newspaper", "报纸", "newspaper", &["报刊"]),
    Tv = also("tv", "电视", "television", &["电视台"]),
    Radio = also("radio", "广播", "radio", &["电台"]),
    Web = also("web", "网站", "website", &["网络"]),
    Wechat = also("wechat", "微信", "WeChat", &["公众号", "微信公众号"]),
    Video = also("video", "短视频", "video", &["视频"]),
    Event = term("event", "活动现场", "event"),
]);
vocabulary!(/// Bodies and pools that are set up.
    HUB_KIND: HubKind, "平台类别", "kind of hub", [
    Station = also("station", "乡镇(街道)社工站", "township social-work station", &["社工站"]),
    SupervisionCommittee = also("supervision-committee", "社会工作督导委员会", "supervision committee", &["督导委员会"]),
    EvaluationCommittee = also("evaluation-committee", "社会工作评估委员会", "evaluation committee", &["评估委员会"]),
    PartyBranch = also("party-branch", "联合党支部(总支)", "joint party branch", &["联合党支部"]),
    PartyCentre = also("party-centre", "党群服务中心", "party service centre", &["党建服务中心"]),
    MemberHome = term("member-home", "党员之家", "members' home"),
    Network = term("network", "学习网络", "learning network"),
    Platform = also("platform", "信息与供需平台", "platform of information, needs and resources", &["信息平台", "供需平台"]),
    LeadingGroup = term("leading-group", "领导小组", "leading group"),
    OrgPool = also("org-pool", "社会组织人才库", "talent pool of organisations", &["组织人才库"]),
    WorkerPool = also("worker-pool", "社会工作人才库", "pool of social workers", &["社工人才库"]),
    ExpertPool = term("expert-pool", "专家库", "pool of experts"),
    ThinkTank = also("think-tank", "公益智库", "think tank", &["智库"]),
]);
vocabulary!(/// Pools of persons, as `talent add` names them.
    POOL: Pool, "人才库", "pool", [
    Org = also("org", "社会组织人才库", "talent pool of organisations", &["组织人才库", "组织"]),
    Worker = also("worker", "社会工作人才库", "pool of social workers", &["社工人才库", "社工"]),
    Expert = also("expert", "专家库", "pool of experts", &["专家"]),
    ThinkTank = also("think-tank", "公益智库", "think tank", &["智库"]),
]);
vocabulary!(/// Sides of a match.
    SIDE: Side, "供需", "side", [
    Offer = also("offer", "资源", "offer", &["供"]),
    Need = also("need", "需求", "need", &["需"]),
]);
vocabulary!(/// Kinds of resource.
    RESOURCE_KIND: ResourceKind, "资源类别", "kind of resource", [
    Funds = term("funds", "资金", "funds"),
    Goods = term("goods", "物资", "goods"),
    Venue = term("venue", "场地", "venue"),
    Volunteers = term("volunteers", "志愿者", "volunteers"),
    Expertise = also("expertise", "专业", "expertise", &["专业支持"]),
    Media = term("media", "媒体", "media"),
    Project = also("project", "项目合作", "cooperation on a project", &["项目"]),
    Other = also("other", "其他", "other", &["其它"]),
]);
vocabulary!(/// From whom a resource comes, 三(二)2.2).
    GIVER: Giver, "提供方", "giver", [
    Government = also("government", "政府", "government", &["政府部门", "机关"]),
    Company = also("company", "企业", "company", &["公司"]),
    Community = term("community", "社区", "community"),
    Media = term("media", "媒体", "media"),
    Foundation = term("foundation", "基金会", "foundation"),
    Organisation = also("organisation", "社会组织", "organisation", &["organization"]),
    Person = term("person", "个人", "person"),
]);
vocabulary!(/// Where an offer or a need stands.
    RESOURCE_STATE: ResourceState, "状态", "state", [
    Open = term("open", "待对接", "open"),
    Matched = term("matched", "已对接", "matched"),
    Expired = term("expired", "已过期", "expired"),
]);
vocabulary!(/// What an authority attests.
    STANDING_KIND: StandingKind, "资质类别", "kind of standing", [
    Rating = term("rating", "等级评估", "rating"),
    Inspection = also("inspection", "年检", "yearly inspection", &["年度检查"]),
    Credit = also("credit", "信用名录", "credit list", &["信用"]),
    Party = also("party", "党组织", "party organisation", &["党建"]),
    Certificate = also("certificate", "职业水平证书", "certificate", &["证书"]),
]);
vocabulary!(/// What a standing says, of whichever kind.
    STANDING_VALUE: StandingValue, "结论", "value", [
    A1 = also("1A", "1A级", "1A", &["A", "A级"]),
    A2 = also("2A", "2A级", "2A", &["AA", "AA级"]),
    A3 = also("3A", "3A级", "3A", &["AAA", "AAA级"]),
    A4 = also("4A", "4A级", "4A", &["AAAA", "AAAA级"]),
    A5 = also("5A", "5A级", "5A", &["AAAAA", "AAAAA级"]),
    Pass = also("pass", "合格", "pass", &["年检合格"]),
    Basic = also("basic", "基本合格", "basic pass", &["年检基本合格"]),
    Fail = also("fail", "不合格", "fail", &["年检不合格"]),
    Abnormal = also("abnormal", "活动异常名录", "list of abnormal activity", &["异常名录"]),
    Dishonest = also("dishonest", "严重违法失信名单", "list of serious dishonesty", &["失信名单"]),
    Penalty = also("penalty", "行政处罚", "administrative penalty", &["处罚"]),
    Award = term("award", "表彰", "award"),
    Audit = also("audit", "审计", "audit", &["审计结论"]),
    Own = also("own", "单独组建", "its own", &["单独"]),
    Joint = also("joint", "联合组建", "joint", &["联合"]),
    Instructor = also("instructor", "党建指导员", "instructor", &["指导员"]),
    Uncovered = also("none", "未覆盖", "none", &["无"]),
    Assistant = also("assistant", "助理社会工作师", "assistant social worker", &["助理社工师", "初级"]),
    SocialWorker = also("social-worker", "社会工作师", "social worker", &["社工师", "中级"]),
    Senior = also("senior", "高级社会工作师", "senior social worker", &["高级社工师", "高级"]),
]);

vocabulary!(/// Kinds of things that organisations use, 二(二)2.
    ASSET_KIND: AssetKind, "场地设备类别", "kind of asset", [
    Office = also("office", "办公室", "office", &[]),
    Desk = also("desk", "工位", "desk", &["办公位"]),
    Room = also("room", "会议室", "meeting room", &["活动室", "会议厅"]),
    Equipment = also("equipment", "设备", "equipment", &[]),
]);
vocabulary!(/// How a thing of the base is used.
    USE_KIND: UseKind, "使用方式", "kind of use", [
    Give = also("give", "交付使用", "given for use", &["交付"]),
    Booking = also("booking", "预约", "booking", &[]),
]);

/// The words that activities of a kind may be about; other kinds have none.
pub const ABOUTS: &[(ActivityKind, &[About])] = &[
    (ActivityKind::Party, &[About::Advice, About::Founding, About::Guidance, About::Study, About::Standard]),
    (
        ActivityKind::Release,
        &[About::Transfer, About::Purchase, About::Inspection, About::Audit, About::Rating, About::Activity, About::Integrity],
    ),
    (ActivityKind::Policy, &[About::Law, About::Rules, About::Interpretation]),
    (ActivityKind::Visit, &[About::Daily, About::Law, About::Growth]),
];

impl ActivityKind {
    /// The function of the plan to which it belongs, by id, if to one.
    pub const fn function(self) -> Option<&'static str> {
        match self {
            Self::Party => Some("party"),
            Self::Coaching | Self::Network => Some("capacity"),
            Self::Practice | Self::Employment => Some("zhuoyu"),
            Self::Visit | Self::Support | Self::Premises => Some("incubation"),
            Self::Publicity | Self::Exhibition => Some("communication"),
            Self::Fair => Some("exchange"),
            Self::Salon | Self::Research => Some("think-tank"),
            Self::Newsletter | Self::Policy | Self::Release | Self::Meeting | Self::Station | Self::Committee | Self::Task => None,
        }
    }
}

impl Pool {
    /// The hub that holds it.
    pub const fn hub(self) -> HubKind {
        match self {
            Self::Org => HubKind::OrgPool,
            Self::Worker => HubKind::WorkerPool,
            Self::Expert => HubKind::ExpertPool,
            Self::ThinkTank => HubKind::ThinkTank,
        }
    }
}

impl HubKind {
    /// Whether it is a pool: its members are persons.
    pub fn is_pool(self) -> bool {
        Pool::ALL.iter().any(|pool| pool.hub() == self)
    }
}

impl StandingKind {
    /// The values that a standing of the kind may have.
    pub const fn values(self) -> &'static [StandingValue] {
        use StandingValue::{A1, A2, A3, A4, A5, Abnormal, Assistant, Audit, Award, Basic, Dishonest, Fail, Instructor, Joint, Own, Pass};
        use StandingValue::{Penalty, Senior, SocialWorker, Uncovered};
        match self {
            Self::Rating => &[A1, A2, A3, A4, A5],
            Self::Inspection => &[Pass, Basic, Fail],
            Self::Credit => &[Abnormal, Dishonest, Penalty, Award, Audit],
            Self::Party => &[Own, Joint, Instructor, Uncovered],
            Self::Certificate => &[Assistant, SocialWorker, Senior],
        }
    }
}
