//! `completion`: what makes a shell complete commands, words and names.

use serde_json::json;

use crate::cli::answer::Answer;
use crate::cli::ctx::Ctx;
use crate::cli::format::SCREEN;
use crate::document::Document;
use crate::tr;

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
    Powershell,
}

#[derive(clap::Args)]
#[command(after_help = tr!(
    "装一次即可:\n  bash        fuhua completion bash >~/.local/share/bash-completion/completions/fuhua\n  zsh         fuhua completion zsh >_fuhua,放入 $fpath 中的文件夹\n  fish        fuhua completion fish >~/.config/fish/completions/fuhua.fish\n  PowerShell  fuhua completion powershell >>$PROFILE",
    "Once is enough:\n  bash        fuhua completion bash >~/.local/share/bash-completion/completions/fuhua\n  zsh         fuhua completion zsh >_fuhua, in a folder of $fpath\n  fish        fuhua completion fish >~/.config/fish/completions/fuhua.fish\n  PowerShell  fuhua completion powershell >>$PROFILE"
))]
pub struct Args {
    #[arg(value_enum, value_name = tr!("命令解释器", "SHELL"), help = tr!("命令解释器", "the shell"))]
    shell: Shell,
}

/// Prints the script of a shell.
///
/// # Errors
/// None.
pub fn run(args: Args, _: &mut Ctx<'_, '_>) -> anyhow::Result<Answer> {
    let script = script(args.shell);
    let mut answer = Answer::new(json!({"script": script}), Document::default())?;
    answer.made.push((SCREEN, script.into()));
    Ok(answer)
}

/// Each hands the words up to the cursor to the program, and takes a line an offer.
fn script(shell: Shell) -> &'static str {
    match shell {
        Shell::Bash => {
            r#"_fuhua() {
    local line offers=()
    while IFS= read -r line; do
        offers+=("$(printf '%q' "${line%%$'\t'*}")")
    done < <("${COMP_WORDS[0]}" complete-words "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    COMPREPLY=("${offers[@]}")
}
complete -o bashdefault -o default -F _fuhua fuhua
"#
        }
        Shell::Zsh => {
            r#"#compdef fuhua
_fuhua() {
    local -a offers
    local line
    while IFS= read -r line; do
        offers+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
    done < <("${words[1]}" complete-words "${(@)words[2,CURRENT]}" 2>/dev/null)
    if (( ${#offers} )); then
        _describe -V fuhua offers -U
    else
        _files
    fi
}
if [ "$funcstack[1]" = _fuhua ]; then
    _fuhua "$@"
else
    compdef _fuhua fuhua
fi
"#
        }
        Shell::Fish => {
            r#"function __fuhua_offers
    set -l words (commandline -opc) (commandline -ct)
    fuhua complete-words $words[2..-1] 2>/dev/null
end
complete -c fuhua -a '(__fuhua_offers)'
"#
        }
        Shell::Powershell => {
            r#"Register-ArgumentCompleter -Native -CommandName fuhua -ScriptBlock {
    param($word, $line, $cursor)
    $words = @($line.CommandElements | Where-Object { $_.Extent.StartOffset -lt $cursor } | ForEach-Object { $_.Extent.Text })
    $words = @($words | Select-Object -Skip 1)
    if ($word -eq '') { $words += '' }
    fuhua complete-words @words 2>$null | ForEach-Object {
        $typed, $called = $_ -split "`t", 2
        if (-not $called) { $called = $typed }
        [System.Management.Automation.CompletionResult]::new($typed, $typed, 'ParameterValue', $called)
    }
}
"#
        }
    }
}
