//! `manual`: a manual page of the whole program, for `man`.

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};
use serde_json::json;

use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::cli::examples;
use crate::cli::format::SCREEN;
use crate::document::Document;
use crate::i18n::{Lang, lang};
use crate::tr;

#[derive(clap::Args)]
#[command(after_help = tr!(
    "安装:fuhua manual -o ~/.local/share/man/man1/fuhua.1,然后 man fuhua",
    "To install it: fuhua manual -o ~/.local/share/man/man1/fuhua.1, then man fuhua"
))]
pub struct Args {}

/// The names that clap gives to sections, and those of a Chinese page.
const SECTIONS: [(&str, &str); 5] =
    [("NAME", "名称"), ("SYNOPSIS", "用法"), ("DESCRIPTION", "说明"), ("OPTIONS", "选项"), ("VERSION", "版本")];

/// Prints the page.
///
/// # Errors
/// If it cannot be made.
pub fn run(_: Args, ctx: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let page = page((ctx.tree)())?;
    let mut answer = Answer::new(json!({"page": page}), Document::default())?;
    answer.made.push((SCREEN, page.into_bytes()));
    Ok(answer)
}

fn page(tree: Command) -> anyhow::Result<String> {
    let mut tree = tree.mut_args(|arg| if arg.is_global_set() { arg.hide(false) } else { arg });
    tree.build();
    let mut out = Vec::new();
    let man = Man::new(tree.clone());
    man.render_title(&mut out)?;
    man.render_name_section(&mut out)?;
    man.render_synopsis_section(&mut out)?;
    man.render_options_section(&mut out)?;
    each(&tree, "", &mut out)?;
    let mut text = String::from_utf8(out)?;
    if lang() == Lang::Zh {
        for (english, chinese) in SECTIONS {
            text = text.replace(&format!(".SH {english}\n"), &format!(".SH {chinese}\n"));
        }
    }
    Ok(text)
}

/// A section for each command that does something.
fn each(command: &Command, path: &str, out: &mut Vec<u8>) -> anyhow::Result<()> {
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        let path = format!("{path} {}", sub.get_name()).trim_start().to_owned();
        if sub.get_subcommands().any(|sub| !sub.is_hide_set()) {
            each(sub, &path, out)?;
            continue;
        }
        let mut roff = Roff::default();
        roff.control("SH", [format!("fuhua {path}").as_str()]);
        roff.text([roman(sub.get_about().map(ToString::to_string).unwrap_or_default())]);
        roff.control("PP", []);
        roff.text([bold(examples::of(&path).unwrap_or_default())]);
        roff.to_writer(out)?;
        let own = sub.clone().mut_args(|arg| if arg.is_global_set() { arg.hide(true) } else { arg });
        let mut options = Vec::new();
        Man::new(own).render_options_section(&mut options)?;
        let options = String::from_utf8(options)?;
        out.extend(options.replacen(".SH OPTIONS\n", "", 1).into_bytes());
    }
    Ok(())
}
