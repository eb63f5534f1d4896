//! `void`: a record that was entered in error. It stays, and counts nowhere.

use crate::cli::answer::Answer;
use crate::cli::args::words;
use crate::cli::ctx::Ctx;
use crate::cli::resolve;
use crate::cli::write::{Written, write};
use crate::domain::code::Code;
use crate::fault::Fault;
use crate::store::records;
use crate::tr;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = tr!("编号", "CODE"), help = tr!("记录的编号", "the record's code"))]
    code: String,
    #[arg(long, value_name = tr!("原因", "REASON"), value_parser = words, help = tr!("为何作废", "why it is void"))]
    reason: String,
}

/// Makes a record void.
///
/// # Errors
/// A fault if there is no such record, it is void already, or others rest on it.
pub fn run(args: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let Some(code) = Code::parse(&args.code) else {
        return Fault::input(tr!("“{text}”不是记录的编号", "'{text}' is not a record's code", text = args.code))
            .hint(tr!("作废要写编号,如 T3;用 fuhua list 查看", "void takes a code such as T3; see fuhua list"))
            .err();
    };
    resolve::not_journal(code)?;
    let reason = args.reason;
    write(ctx, "void", |w| {
        let (kind, row) = records::get(w, code)?;
        if let Some(why) = row.opt_text("void_reason")? {
            return Fault::refused(tr!("{code} 已经作废,原因:{why}", "{code} is void already: {why}"))
                .hint(tr!("用 fuhua history {code} 查看经过", "see how it came about with fuhua history {code}"))
                .err();
        }
        w.update(kind.table, code.number, &[("void_reason", reason.as_str().into())])?;
        let (label, title) = (kind.label.text(), row.opt_text("title")?.unwrap_or_default());
        let what = format!("{label} {code} {title}");
        Ok(Written::new(code, tr!("已作废{what}:{reason}", "voided {what}: {reason}", what = what.trim_end())))
    })
}
