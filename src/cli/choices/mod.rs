//! What an argument may be given: the words, records and forms that questions offer and
//! completion knows, read from the declarations of the commands and the kinds.

pub mod offered;

use clap::Arg;

use super::files::Named;
use crate::i18n::{Label, label};
use crate::store::records::field::{Field, Type};
use crate::store::records::kind::{Kind, Subject};
use crate::store::records::kinds::activity::ACTIVITY;
use crate::store::records::kinds::application::APPLICATION;
use crate::store::records::kinds::asset::{ASSET, ASSET_USE};
use crate::store::records::kinds::hub::{HUB, HUB_MEMBER};
use crate::store::records::kinds::operator::COMPLAINT;
use crate::store::records::kinds::org::ORG;
use crate::store::records::kinds::project::PROJECT;
use crate::store::records::kinds::report::ISSUED_REPORT;
use crate::store::records::kinds::resource::RESOURCE;
use crate::store::records::kinds::training::{PERSON, TRAINING};
use crate::store::records::registry;

/// What the value of an argument is.
#[derive(Clone, Copy)]
pub enum Holds {
    /// One of its possible values.
    Words,
    /// A word of a table of the plan.
    Plan(&'static str),
    /// A record of a kind.
    Record(&'static Kind),
    /// An application or a stay.
    Case(Subject),
    /// A record of any kind, by its code.
    Any,
    /// A kind of record, as `list` names it.
    Kinds,
    /// A file.
    File,
    /// A value that a field of this type reads; text, if it is of none of those.
    Value(Type),
}

/// What stands for a value in help says what it is, where no field does.
static NAMED: &[(Label, Holds)] = &[
    (label("组织", "ORG"), Holds::Record(&ORG)),
    (label("重复的组织", "DOUBLE"), Holds::Record(&ORG)),
    (label("组织或项目", "ORG|PROJECT"), Holds::Record(&ORG)),
    (label("组织或项目", "ORG|P"), Holds::Record(&ORG)),
    (label("人员或组织", "PERSON|ORG"), Holds::Record(&PERSON)),
    (label("申请", "APP"), Holds::Case(Subject::Application)),
    (label("人员", "PERSON"), Holds::Record(&PERSON)),
    (label("重复的人员", "DOUBLE"), Holds::Record(&PERSON)),
    (label("培训", "TRAINING"), Holds::Record(&TRAINING)),
    (label("项目", "P"), Holds::Record(&PROJECT)),
    (label("项目", "PROJECT"), Holds::Record(&PROJECT)),
    (label("场地设备", "ASSET"), Holds::Record(&ASSET)),
    (label("使用", "USE"), Holds::Record(&ASSET_USE)),
    (label("平台", "HUB"), Holds::Record(&HUB)),
    (label("成员", "MEMBER"), Holds::Record(&HUB_MEMBER)),
    (label("投诉", "CP"), Holds::Record(&COMPLAINT)),
    (label("资源", "OFFER"), Holds::Record(&RESOURCE)),
    (label("需求", "NEED"), Holds::Record(&RESOURCE)),
    (label("报表", "REPORT"), Holds::Record(&ISSUED_REPORT)),
    (label("活动", "ACTIVITY"), Holds::Record(&ACTIVITY)),
    (label("编号", "CODE"), Holds::Any),
    (label("类别", "CATEGORY"), Holds::Plan("money_category")),
    (label("来源", "SOURCE"), Holds::Plan("money_source")),
    (label("指标", "INDICATOR"), Holds::Plan("indicator")),
    (label("日期", "DATE"), Holds::Value(Type::Date)),
    (label("元", "YUAN"), Holds::Value(Type::Money)),
    (label("个数", "N"), Holds::Value(Type::Count)),
    (label("数量", "N"), Holds::Value(Type::Count)),
    (label("年数", "N"), Holds::Value(Type::Count)),
    (label("小时", "HOURS"), Holds::Value(Type::Hours)),
    (label("时刻", "TIME"), Holds::Value(Type::Time)),
    (label("年度", "YEAR"), Holds::Value(Type::Year)),
    (label("期间", "PERIOD"), Holds::Value(Type::Period)),
    (label("季度", "PERIOD"), Holds::Value(Type::Period)),
    (label("月", "PERIOD"), Holds::Value(Type::Period)),
    (label("文件", "FILE"), Holds::File),
    (label("路径", "PATH"), Holds::File),
];

/// What the value of an argument of a command is.
pub fn held(path: &str, arg: &Arg) -> Holds {
    if !arg.get_possible_values().is_empty() {
        return Holds::Words;
    }
    if arg.get_value_parser().type_id() == std::any::TypeId::of::<Named>() {
        return Holds::File;
    }
    let id = arg.get_id().as_str();
    if path == "list" && id == "kind" {
        return Holds::Kinds;
    }
    if let Some((kind, create)) = registry::creates().find(|(_, create)| create.words.join(" ") == path) {
        if let (super::commands::SUBJECT, Some(subject)) = (id, create.subject) {
            return if subject == Subject::Org { Holds::Record(&ORG) } else { Holds::Case(subject) };
        }
        if kind.parts.iter().any(|part| part.table == id && part.typed.is_some()) {
            return Holds::Record(&ORG);
        }
        if let Some(field) = create.fields(kind).find(|field| field.name == id) {
            return of_field(field);
        }
    }
    let name = arg.get_value_names().and_then(|names| names.first()).map_or("", |name| name.as_str());
    NAMED.iter().find(|(label, _)| label.text() == name).map_or(Holds::Value(Type::Text), |(_, holds)| *holds)
}

fn of_field(field: &Field) -> Holds {
    match field.ty {
        Type::Choice(_) => Holds::Words,
        Type::Plan(table) => Holds::Plan(table),
        Type::Ref(prefix, _) => registry::of_prefix(prefix).map_or(Holds::Value(Type::Text), Holds::Record),
        Type::File => Holds::File,
        other => Holds::Value(other),
    }
}

/// Whether a case's subject is an application, and not a stay.
pub fn is_of_applications(subject: Subject) -> bool {
    matches!(subject, Subject::Application | Subject::OpenCase)
}

/// The kind whose codes a case's subject has.
pub fn kind_of(subject: Subject) -> &'static Kind {
    use crate::store::records::kinds::incubation::INCUBATION;
    if is_of_applications(subject) { &APPLICATION } else { &INCUBATION }
}
