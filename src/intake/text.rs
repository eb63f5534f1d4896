//! A file's bytes as text. A byte that does not fit is a refusal, never a
//! replacement character.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

use crate::fault::{Fault, system};
use crate::tr;

/// The largest roster or document that is read, in bytes.
pub const MAX_BYTES: u64 = 128 << 20;

/// How a text was encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte-order mark.
    Utf8,
    /// UTF-16 with a byte-order mark.
    Utf16,
    /// GB18030, of which GBK and GB2312 are parts.
    Gb18030,
}

impl Encoding {
    /// Its name, the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16 => "UTF-16",
            Encoding::Gb18030 => "GB18030",
        }
    }
}

/// Reads a file's bytes.
///
/// # Errors
/// [`Fault`] (input) if it is no regular file (a pipe may never end, or never
/// begin), cannot be read or has more than `most` bytes.
pub fn load(path: &Path, most: u64) -> anyhow::Result<Vec<u8>> {
    let cannot = |e: std::io::Error| Fault::input(system(&e)).hint(tr!("核对文件名和权限", "check the file's name and permissions"));
    let meta = std::fs::metadata(path).map_err(&cannot)?;
    if !meta.is_file() && !meta.is_dir() {
        return Fault::input(tr!("这不是普通文件", "it is not a regular file")).hint(tr!("先存为文件", "save it as a file first")).err();
    }
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(most + 1).read_to_end(&mut bytes)).map_err(cannot)?;
    if bytes.len() as u64 > most {
        let most = most >> 20;
        return Fault::input(tr!("超过{most}MB", "it is larger than {most} MB")).err();
    }
    Ok(bytes)
}

/// Decodes: a byte-order mark decides; else strict UTF-8; else strict GB18030.
///
/// # Errors
/// [`Fault`] (input) if it is no text in any of them.
pub fn decode(bytes: Vec<u8>) -> anyhow::Result<(String, Encoding)> {
    let save_as = || tr!("在表格软件中另存为“CSV UTF-8(逗号分隔)”", "save it from the spreadsheet as 'CSV UTF-8 (comma delimited)'");
    let strict = |rest: &[u8], with: &'static encoding_rs::Encoding| {
        with.decode_without_bom_handling_and_without_replacement(rest).map(std::borrow::Cow::into_owned)
    };
    let decoded = match bytes.as_slice() {
        [0xef, 0xbb, 0xbf, ..] => String::from_utf8(bytes).ok().map(|mut text| {
            text.remove(0);
            (text, Encoding::Utf8)
        }),
        [0xff, 0xfe, rest @ ..] => strict(rest, UTF_16LE).map(|text| (text, Encoding::Utf16)),
        [0xfe, 0xff, rest @ ..] => strict(rest, UTF_16BE).map(|text| (text, Encoding::Utf16)),
        // GB18030 has a byte-order mark too: U+FEFF in four bytes.
        [0x84, 0x31, 0x95, 0x33, rest @ ..] => strict(rest, GB18030).map(|text| (text, Encoding::Gb18030)),
        // What is UTF-8 already is not copied: it may be large.
        _ => match String::from_utf8(bytes) {
            Ok(text) => Some((text, Encoding::Utf8)),
            Err(error) => strict(error.as_bytes(), GB18030).map(|text| (text, Encoding::Gb18030)),
        },
    };
    match decoded {
        Some((text, encoding)) if !text.contains('\0') => Ok((text, encoding)),
        _ => Fault::input(tr!(
            "不是 UTF-8、UTF-16(带字节序标记)或 GB18030 的文本",
            "it is not text in UTF-8, UTF-16 (with its mark) or GB18030"
        ))
        .hint(save_as())
        .err(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "姓名,单位\n联通,𠮷野€\n";

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
    }

    #[test]
    fn each_encoding_is_told_apart() {
        let gb = GB18030.encode(TEXT).0.into_owned();
        for (bytes, encoding) in [
            (TEXT.as_bytes().to_vec(), Encoding::Utf8),
            (format!("\u{feff}{TEXT}").into_bytes(), Encoding::Utf8),
            (utf16(TEXT, u16::to_le_bytes), Encoding::Utf16),
            (utf16(TEXT, u16::to_be_bytes), Encoding::Utf16),
            (gb.clone(), Encoding::Gb18030),
            ([&[0x84, 0x31, 0x95, 0x33], &gb[..]].concat(), Encoding::Gb18030),
        ] {
            assert_eq!(decode(bytes).expect("text"), (TEXT.to_owned(), encoding));
        }
        // What other rules take for windows-1252 or EUC-JP.
        for text in ["1,中", "联通", "€ 10"] {
            assert_eq!(decode(GB18030.encode(text).0.into_owned()).expect("text").0, text);
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let mut cut = utf16(TEXT, u16::to_le_bytes);
        cut.pop();
        for bytes in [
            b"\xef\xbb\xbf\xd0\xd5\xc3\xfb".to_vec(), // the mark of UTF-8 before GB18030
            b"\xd0\xd5\xc3\xfb\xff".to_vec(),
            cut,
            b"n\0a\0m\0e\0".to_vec(),
        ] {
            assert!(!crate::fault::told(decode(bytes.clone()), crate::fault::Kind::Input).is_empty(), "{bytes:?}");
        }
    }

    #[test]
    fn a_huge_file_is_refused() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        file.as_file().set_len(MAX_BYTES + 1).expect("a length");
        assert!(load(file.path(), MAX_BYTES).is_err());
        file.as_file().set_len(MAX_BYTES).expect("a length");
        assert!(load(file.path(), MAX_BYTES).is_ok());
    }
}
