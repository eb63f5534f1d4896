//! `list`: the records of a kind.

use std::cell::{Cell, RefCell};
use std::io::Write;

use super::history;
use crate::cli::answer::{Answer, Records};
use crate::cli::args::{one_of, org_help, period_help};
use crate::cli::ctx::Ctx;
use crate::cli::json_list;
use crate::cli::named;
use crate::cli::resolve;
use crate::cli::reveal::{holder, put_on_record};
use crate::document::{self, Column, Document, Rows};
use crate::domain::code::Code;
use crate::domain::date;
use crate::domain::near::nearest;
use crate::domain::terms::{STATE, Vocabulary};
use crate::domain::vocabulary::perhaps;
use crate::fault::Fault;
use crate::i18n::{join, pick};
use crate::journal;
use crate::report::records::{cells, heads, json};
use crate::rules::doubles;
use crate::store::records::field::{Field, Type};
use crate::store::records::kind::Kind;
use crate::store::records::kinds::training::PERSON;
use crate::store::records::lookup;
use crate::store::records::plan;
use crate::store::records::registry;
use crate::store::records::{self, Filter};
use crate::store::{Db, Row};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("类别", "KIND"), help = tr!("类别:{list}", "kind: {list}", list = registry::offer()))]
    kind: Option<String>,
    #[arg(long, value_name = tr!("组织", "ORG"), help = org_help())]
    org: Option<String>,
    #[arg(long, value_name = tr!("期间", "PERIOD"), help = period_help())]
    period: Option<String>,
    #[arg(long, value_name = tr!("状态", "STATE"), value_parser = one_of(&STATE), help = crate::cli::args::choice(tr!("状态", "state"), &STATE))]
    state: Option<String>,
    #[arg(long = "kind", value_name = tr!("类别", "WORD"), help = tr!("某一种类或环节的", "of one kind, or of one stage"))]
    word: Option<String>,
    #[arg(long, value_name = tr!("日期", "DATE"), help = tr!("这一天有效的", "in force on a day"))]
    on: Option<String>,
    #[arg(long, value_name = tr!("人员", "PERSON"), help = tr!("某人的,写编号或姓名", "of one person, by code or name"))]
    person: Option<String>,
    #[arg(long, value_name = tr!("编号", "CODE"), help = tr!("附在某条记录上的", "on one record"))]
    of: Option<String>,
    #[arg(long, help = tr!("连同作废的记录", "void records too"))]
    void: bool,
    #[arg(long, help = tr!("用于人员和组织:只列可能重复的", "of persons and organisations: likely doubles only"))]
    suspects: bool,
    #[arg(long, value_name = tr!("字段", "FIELD"), help = tr!("按一个字段排列,如 date;前加减号为倒序", "by a field, such as date; with a hyphen in front from the last"))]
    sort: Option<String>,
    #[arg(long, value_name = tr!("条数", "N"), help = tr!("至多条数;流水取最近的", "at most so many; of the journal the newest"))]
    limit: Option<u32>,
}

/// Lists records, oldest first.
///
/// # Errors
/// A fault if the kind or a filter is wrong.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let Some(typed) = &args.kind else {
        return Fault::input(tr!("没有写明要列出哪一类记录", "name a kind of record to list"))
            .hint(tr!("写作 fuhua list 类别,类别有:{list}", "as in fuhua list orgs; the kinds are: {list}", list = registry::offer()))
            .err();
    };
    if registry::is_journal(typed) {
        return journal(&args, ctx);
    }
    let kind = registry::parse(typed)?;
    let db = ctx.read()?;
    let period = args.period.as_deref().map(|text| plan::calendar(&db)?.parse(text, ctx.today())).transpose()?;
    let mut filter = Filter {
        org: args.org.as_deref().map(|text| resolve::org(ctx, &db, text)).transpose()?.map(|o| o.id),
        from: period.as_ref().map(|p| date::iso(p.start)),
        to: period.as_ref().map(|p| date::iso(p.end)),
        state: args.state.as_deref().map(|text| states(kind).parse(text)).transpose()?.map(str::to_owned),
        word: args.word.as_deref().map(|text| word(&db, kind, text)).transpose()?,
        on: args.on.as_deref().map(|text| date::parse(text, ctx.today())).transpose()?.map(date::iso),
        person: args.person.as_deref().map(|text| named::one(&db, text, &PERSON)).transpose()?,
        of: args.of.as_deref().map(|text| resolve::record(ctx, &db, text)).transpose()?.map(|code| code.to_string()),
        void: args.void,
        limit: args.limit.map(i64::from),
        sort: args.sort.as_deref().map(|text| sorted_by(kind, text)).transpose()?,
        ..Filter::default()
    };
    let suspects = if args.suspects { Some(suspects(&db, kind)?) } else { None };
    filter.ids = suspects.as_ref().map(|pairs| pairs.iter().flat_map(|(one, other)| [one.number, other.number]).collect());
    let mut list = List { db, kind, filter, revealed: Vec::new(), suspects, count: Cell::new(0), sums: RefCell::default() };
    if ctx.reveal.is_some() {
        let mut codes = Vec::new();
        records::each(&list.db, kind, &list.filter, |row| {
            codes.extend(holder(kind, &row)?);
            Ok(())
        })?;
        list.revealed = codes.iter().map(|code| code.number).collect();
        put_on_record(ctx, "list", codes)?;
    }
    let mut table = heads(kind, args.void);
    table.columns.extend(args.suspects.then(|| Column::words(tr!("可能同为", "may be"))));
    Ok(Answer::records(list, Document::of(table)))
}

/// The field by which a list is sorted: by its name, its flag or its label; and whether
/// from the last.
fn sorted_by(kind: &'static Kind, text: &str) -> anyhow::Result<(&'static Field, bool)> {
    let (name, last_first) = text.strip_prefix('-').map_or((text, false), |name| (name, true));
    let is =
        |field: &Field| [field.name, &field.flag(), field.label.zh, field.label.en].iter().any(|known| known.eq_ignore_ascii_case(name));
    if let Some(field) = kind.shown().find(|field| is(field)) {
        return Ok((field, last_first));
    }
    let offer = join(kind.shown().map(|field| pick(&format!("{} {}", field.label.zh, field.name), field.name).to_owned()));
    let near = nearest(name, kind.shown().flat_map(|field| [field.name, field.label.text()]));
    Fault::input(tr!("{kind}没有字段“{name}”", "{kind} records have no field '{name}'", kind = kind.label.text()))
        .hint(perhaps(near, tr!("可选:{offer}", "one of: {offer}")))
        .err()
}

/// A word of the field that says of which kind, or stage, a record is.
fn word(db: &Db, kind: &Kind, text: &str) -> anyhow::Result<String> {
    match records::word_field(kind).map(|field| field.ty) {
        Some(Type::Choice(set)) => Ok(set.parse(text)?.to_owned()),
        Some(Type::Plan(table)) => lookup::plan_id(db, table, text, kind.label.text()),
        // The records say that they have none.
        _ => Ok(text.to_owned()),
    }
}

/// The states that records of a kind may be in.
fn states(kind: &Kind) -> &'static Vocabulary {
    match kind.field("state").map(|field| field.ty) {
        Some(Type::Choice(set)) => set,
        _ => &STATE,
    }
}

/// Likely doubles, in pairs.
fn suspects(db: &Db, kind: &Kind) -> anyhow::Result<Vec<(Code, Code)>> {
    match doubles(db, kind)? {
        Some(pairs) => Ok(pairs),
        None => Fault::input(tr!("--suspects 只用于人员和组织", "--suspects is for persons and organisations"))
            .hint(tr!(
                "fuhua list persons --suspects 或 fuhua list orgs --suspects",
                "fuhua list persons --suspects or fuhua list orgs --suspects"
            ))
            .err(),
    }
}

/// Records that are read as they are written.
struct List {
    db: Db,
    kind: &'static Kind,
    filter: Filter,
    /// The ids, rising, of those whose personal data is shown whole.
    revealed: Vec<i64>,
    /// Likely doubles, in pairs, where only those are wanted.
    suspects: Option<Vec<(Code, Code)>>,
    /// How many there were.
    count: Cell<usize>,
    /// The sums of amounts, hours and counts, field by field.
    sums: RefCell<Vec<(&'static Field, i64)>>,
}

impl List {
    fn rows(&self, mut each: impl FnMut(&Row) -> anyhow::Result<()>) -> anyhow::Result<()> {
        let mut count = 0;
        let adds = |field: &&Field| field.brief && matches!(field.ty, Type::Money | Type::Hours | Type::Count);
        let mut sums: Vec<(&'static Field, i64)> = self.kind.shown().filter(adds).map(|field| (field, 0)).collect();
        records::each(&self.db, self.kind, &self.filter, |mut row| {
            count += 1;
            for (field, sum) in &mut sums {
                // A sum that is too large for a number is left as it was.
                *sum = sum.checked_add(row.opt_int(field.name)?.unwrap_or(0)).unwrap_or(*sum);
            }
            if !self.revealed.is_empty() && self.revealed.binary_search(&row.int("id")?).is_ok() {
                row.reveal();
            }
            each(&row)
        })?;
        self.count.set(count);
        self.sums.replace(sums);
        Ok(())
    }

    /// What the records add up to, where there are several.
    fn added_up(&self) -> String {
        let sums = self.sums.borrow();
        let shown = |(field, sum): &(&'static Field, i64)| format!("{} {}", field.label.text(), field.show_kept(&(*sum).into()));
        let list = join(sums.iter().filter(|(_, sum)| *sum != 0).map(shown));
        if self.count.get() < 2 || list.is_empty() { String::new() } else { tr!(";合计:{list}", "; in all: {list}") }
    }
}

impl List {
    /// Which others a record may be, where that is asked.
    fn others(&self, record: &Row) -> anyhow::Result<Option<Vec<String>>> {
        let Some(pairs) = &self.suspects else { return Ok(None) };
        let code = self.kind.code(record.int("id")?);
        let other = |(one, other): &(Code, Code)| [(one, other), (other, one)].into_iter().find(|(one, _)| **one == code).map(|(_, o)| *o);
        Ok(Some(pairs.iter().filter_map(other).map(|code| code.to_string()).collect()))
    }
}

impl Rows for List {
    fn each(&self, row: &mut dyn FnMut(&[document::Cell]) -> anyhow::Result<()>) -> anyhow::Result<()> {
        self.rows(|record| {
            let mut cells = cells(self.kind, record, self.filter.void)?;
            cells.extend(self.others(record)?.map(|others| join(others).into()));
            row(&cells)
        })
    }
}

impl Records for List {
    fn json(&self, out: &mut dyn Write) -> anyhow::Result<()> {
        json_list::write(out, 0, |list| {
            self.rows(|record| {
                let mut value = json(self.kind, record)?;
                if let Some(others) = self.others(record)? {
                    value["suspects"] = others.into();
                }
                list.value(&value)
            })
        })
    }

    fn note(&self) -> Option<String> {
        let (n, noun) = (self.count.get(), self.kind.id);
        Some(match self.suspects {
            Some(_) if n > 0 => tr!(
                "共{n}条;核对后合并,前一个留下:fuhua {noun} merge 编号 编号",
                "records: {n}; if two are one, the first stays: fuhua {noun} merge CODE CODE"
            ),
            _ => tr!("共{n}条{sums}", "records: {n}{sums}", sums = self.added_up()),
        })
    }
}

/// Journal entries, oldest first.
fn journal(args: &Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    for (flag, given) in [("--org", args.org.is_some()), ("--state", args.state.is_some())] {
        if given {
            return Fault::input(tr!("流水没有可用于 {flag} 的内容", "journal entries cannot be filtered by {flag}"))
                .hint(tr!("一条记录的流水用 fuhua history 编号", "see a record's entries with fuhua history CODE"))
                .err();
        }
    }
    let db = ctx.read()?;
    let period = args.period.as_deref().map(|text| plan::calendar(&db)?.parse(text, ctx.today())).transpose()?;
    let entries = journal::entries(&db, period.map(|p| (p.start, p.end)), args.limit)?;
    Ok(history::whole(db, entries))
}
