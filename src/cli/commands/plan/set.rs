//! `plan set`: another value of a setting that is the base's own.

use crate::cli::answer::Answer;
use crate::cli::args;
use crate::cli::ctx::Ctx;
use crate::cli::write::{Written, write};
use crate::domain::quantity;
use crate::domain::text::fold_width;
use crate::fault::Fault;
use crate::i18n::{join, pick};
use crate::plan::{Setting, wrong_setting};
use crate::store::{Row, Value, Writer};
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("名称", "NAME"), help = tr!("本地设定的编号或名称,见 fuhua plan show", "a local setting's id or name; see fuhua plan show"))]
    name: String,
    #[arg(allow_negative_numbers = true, value_name = tr!("值", "VALUE"), help = tr!("新的值", "its new value"))]
    value: String,
    #[arg(long, value_name = tr!("理由", "REASON"), value_parser = args::words, help = tr!("调整的理由或依据", "why, or on what basis"))]
    reason: String,
}

/// Changes a setting. The same value again changes nothing.
///
/// # Errors
/// A fault if there is no such setting, the plan itself gives its value, or the
/// value is none of it.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    write(ctx, "plan set", |w| {
        let row = setting(w, &args.name)?;
        let (id, before) = (row.text("name")?, row.get("value")?.clone());
        let set = match before {
            Value::Int(_) => Setting::Number(quantity::count(&args.value, &id)?),
            _ => Setting::Text(args.value.trim().to_owned()),
        };
        if let Some(why) = wrong_setting(&id, &set) {
            return Fault::input(why).err();
        }
        let value: Value = match set {
            Setting::Number(n) => n.into(),
            Setting::Text(text) => text.into(),
        };
        let (zh, en) = (row.text("zh")?, row.text("en")?);
        let (name, was, now) = (pick(&zh, &en), shown(&before), shown(&value));
        if value != before {
            w.update("parameter", row.int("id")?, &[("value", value), ("reason", args.reason.as_str().into())])?;
        }
        Ok(Written {
            code: id,
            kind: "parameter",
            message: tr!("“{name}”由{was}改为{now}", "changed {name} from {was} to {now}"),
            next: vec!["fuhua plan show".to_owned()],
            warnings: Vec::new(),
        })
    })
}

/// A value as a person reads it.
fn shown(value: &Value) -> String {
    if let Value::Int(n) = value { n.to_string() } else { value.text().to_owned() }
}

/// The setting that was named.
fn setting(w: &Writer, typed: &str) -> anyhow::Result<Row> {
    let rows = w.all("SELECT id, name, value, local, zh, en FROM parameter ORDER BY id", &[])?;
    let wanted = fold_width(typed.trim());
    let mut locals = Vec::new();
    let mut found = None;
    for row in rows {
        let names = [row.text("name")?, row.text("zh")?, row.text("en")?];
        let is_local = row.int("local")? == 1;
        locals.extend(is_local.then(|| names[0].clone()));
        if names.iter().any(|name| fold_width(name).eq_ignore_ascii_case(&wanted)) {
            found = Some((row, is_local));
        }
    }
    let offer = || tr!("本地设定有:{list}", "the local settings: {list}", list = join(&locals));
    match found {
        Some((row, true)) => Ok(row),
        Some((row, false)) => {
            let name = row.text("name")?;
            Fault::input(tr!("{name} 由方案规定,不是本地设定", "{name} is what the plan says, and no local setting")).hint(offer()).err()
        }
        None => Fault::input(tr!("没有设定“{typed}”", "there is no setting '{typed}'")).hint(offer()).err(),
    }
}
