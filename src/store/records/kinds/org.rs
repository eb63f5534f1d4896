//! Organisations, and their filings, registrations and recognitions.

use super::{ABOUT_ORG, DATE, NAME_OF_ORG, NOTE};
use crate::domain::code::Prefix;
use crate::domain::terms::{FIELD, GROWTH, ORG_KIND, RECOGNITION, STATE, USCC_CHECK};
use crate::i18n::label;
use crate::store::records::field::Type::{Choice, Date, Phone, Text};
use crate::store::records::field::{computed, field};
use crate::store::records::kind::Kind;

/// O: an organisation.
pub static ORG: Kind = Kind {
    prefix: Prefix::new("O"),
    id: "org",
    plural: "orgs",
    table: "org",
    label: label("组织", "organisation"),
    title: "r.name",
    org: Some("r.id"),
    date: None,
    fields: &[
        field("name", Text, "名称", "name").required(),
        field("kind", Choice(&ORG_KIND), "类型", "kind").required(),
        field("field", Choice(&FIELD), "领域", "field").detail(),
        field("stage", Choice(&GROWTH), "阶段", "stage").detail(),
        field("founded_on", Date, "成立日期", "founded").named("founded").detail(),
        field("town", Text, "乡镇(街道)", "town"),
        field("contact", Text, "联系人", "contact").detail(),
        field("phone", Phone, "电话", "phone").detail(),
        computed(
            "uscc",
            "SELECT l.uscc FROM registration l WHERE l.org_id = r.id AND l.void_reason IS NULL ORDER BY l.on_date DESC, l.id DESC LIMIT 1",
            Text,
            "信用代码",
            "credit code",
        ),
        computed(
            "state",
            "SELECT e.state FROM case_event e WHERE e.org_id = r.id ORDER BY e.application_id DESC, e.rank DESC LIMIT 1",
            Choice(&STATE),
            "状态",
            "state",
        ),
        NOTE.detail(),
    ],
};

/// F: a filing.
pub static FILING: Kind = Kind {
    prefix: Prefix::new("F"),
    id: "filing",
    plural: "filings",
    table: "filing",
    label: label("备案", "filing"),
    title: NAME_OF_ORG,
    org: Some("r.org_id"),
    date: Some("on_date"),
    fields: &[
        ABOUT_ORG,
        DATE.in_plan(),
        field("number", Text, "备案号", "number"),
        field("authority", Text, "备案机关", "authority"),
        NOTE.detail(),
    ],
};

/// L: a registration licence.
pub static REGISTRATION: Kind = Kind {
    prefix: Prefix::new("L"),
    id: "registration",
    plural: "registrations",
    table: "registration",
    label: label("登记", "registration"),
    title: NAME_OF_ORG,
    org: Some("r.org_id"),
    date: Some("on_date"),
    fields: &[
        ABOUT_ORG,
        DATE,
        field("uscc", Text, "信用代码", "credit code").required(),
        field("uscc_check", Choice(&USCC_CHECK), "校验", "check").fixed(),
        NOTE.detail(),
    ],
};

/// G: a recognition.
pub static RECOGNITION_KIND: Kind = Kind {
    prefix: Prefix::new("G"),
    id: "recognition",
    plural: "recognitions",
    table: "recognition",
    label: label("认定", "recognition"),
    title: NAME_OF_ORG,
    org: Some("r.org_id"),
    date: Some("on_date"),
    fields: &[
        ABOUT_ORG,
        field("kind", Choice(&RECOGNITION), "类别", "kind").named("as").required(),
        DATE.in_plan(),
        field("basis", Text, "依据", "basis").required(),
        NOTE.detail(),
    ],
};
