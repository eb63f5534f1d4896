//! Texts of the older workbooks: in two bytes a character or one, in a code
//! page, or shared and running over several records.

use encoding_rs::Encoding;

use super::refusals::{damaged, sound};

/// The code page of a workbook's eight-bit texts, by its number.
pub(super) fn code_page(number: u16) -> Option<&'static Encoding> {
    Some(match number {
        936 | 10_008 | 54_936 => encoding_rs::GB18030,
        950 | 10_002 => encoding_rs::BIG5,
        1_252 | 32_768 | 32_769 | 367 => encoding_rs::WINDOWS_1252,
        1_200 => encoding_rs::UTF_16LE,
        65_001 => encoding_rs::UTF_8,
        _ => return None,
    })
}

/// A byte of a record.
pub(super) fn byte(data: &[u8], at: usize) -> anyhow::Result<u8> {
    sound(data.get(at).copied().ok_or(()))
}

/// Two bytes of a record as a number.
pub(super) fn short(data: &[u8], at: usize) -> anyhow::Result<usize> {
    Ok(usize::from(u16::from_le_bytes([byte(data, at)?, byte(data, at + 1)?])))
}

/// Four bytes of a record as a number.
pub(super) fn long(data: &[u8], at: usize) -> anyhow::Result<u32> {
    Ok(u32::from_le_bytes([byte(data, at)?, byte(data, at + 1)?, byte(data, at + 2)?, byte(data, at + 3)?]))
}

/// Eight bytes of a record as a number.
pub(super) fn float(data: &[u8], at: usize) -> anyhow::Result<f64> {
    let bytes: [u8; 8] = sound(data.get(at..at + 8).unwrap_or_default().try_into())?;
    Ok(f64::from_le_bytes(bytes))
}

/// So many characters: wide ones take two bytes each.
fn characters(bytes: &[u8], wide: bool, to: &mut Vec<u16>) {
    match wide {
        true => to.extend(bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]))),
        false => to.extend(bytes.iter().map(|byte| u16::from(*byte))),
    }
}

/// A text whose count of characters and whose flags are given.
pub(super) fn wide_or_narrow(data: &[u8], at: usize, count: usize) -> anyhow::Result<String> {
    let wide = byte(data, at)? & 1 == 1;
    let bytes = sound(data.get(at + 1..at + 1 + if wide { count * 2 } else { count }).ok_or(()))?;
    let mut units = Vec::with_capacity(count);
    characters(bytes, wide, &mut units);
    sound(String::from_utf16(&units))
}

/// A text of so many bytes in a code page.
pub(super) fn in_page(data: &[u8], at: usize, count: usize, page: &'static Encoding) -> anyhow::Result<String> {
    let bytes = sound(data.get(at..at + count).ok_or(()))?;
    let text = page.decode_without_bom_handling_and_without_replacement(bytes);
    Ok(sound(text.ok_or(()))?.into_owned())
}

/// The bytes of a record and of those that continue it.
struct Pieces<'d> {
    pieces: Vec<&'d [u8]>,
    piece: usize,
    at: usize,
}

impl Pieces<'_> {
    fn left(&self) -> usize {
        self.pieces.get(self.piece).map_or(0, |piece| piece.len() - self.at)
    }

    /// Goes on to the next piece where one ends.
    fn settle(&mut self) {
        while self.left() == 0 && self.piece < self.pieces.len() {
            (self.piece, self.at) = (self.piece + 1, 0);
        }
    }

    fn take(&mut self, most: usize) -> anyhow::Result<&[u8]> {
        self.settle();
        let many = most.min(self.left());
        if many == 0 && most > 0 {
            return damaged().err();
        }
        let piece = self.pieces.get(self.piece).copied().unwrap_or_default();
        self.at += many;
        Ok(&piece[self.at - many..self.at])
    }

    fn number(&mut self, bytes: usize) -> anyhow::Result<usize> {
        let mut sum = 0;
        for at in 0..bytes {
            sum |= usize::from(self.take(1)?[0]) << (8 * at);
        }
        Ok(sum)
    }

    fn skip(&mut self, mut bytes: usize) -> anyhow::Result<()> {
        while bytes > 0 {
            bytes -= self.take(bytes)?.len();
        }
        Ok(())
    }

    /// The characters of a text; where they run over into another piece, it
    /// begins with a byte that says how wide they are from there.
    fn text(&mut self, mut count: usize, mut wide: bool) -> anyhow::Result<String> {
        let mut units = Vec::new();
        while count > 0 {
            if self.left() == 0 {
                self.settle();
                wide = self.take(1)?[0] & 1 == 1;
            }
            let width = if wide { 2 } else { 1 };
            let bytes = self.take(count * width)?;
            if bytes.len() < width {
                return damaged().err();
            }
            characters(bytes, wide, &mut units);
            count -= bytes.len() / width;
        }
        sound(String::from_utf16(&units))
    }
}

/// The texts that cells share.
pub(super) fn shared(pieces: Vec<&[u8]>) -> anyhow::Result<Vec<String>> {
    let mut pieces = Pieces { pieces, piece: 0, at: 0 };
    pieces.skip(4)?;
    let count = pieces.number(4)?;
    let mut texts = Vec::new();
    for _ in 0..count {
        let length = pieces.number(2)?;
        let flags = pieces.number(1)?;
        let runs = if flags & 8 == 0 { 0 } else { pieces.number(2)? };
        let phonetic = if flags & 4 == 0 { 0 } else { pieces.number(4)? };
        texts.push(pieces.text(length, flags & 1 == 1)?);
        pieces.skip(runs * 4 + phonetic)?;
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_runs_over_into_the_next_record() {
        let first = [&[1, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, b'a'][..]].concat();
        let second = [1, 0x4e, 0x67, b'b', 0];
        assert_eq!(shared(vec![&first, &second]).expect("whole"), ["a李b"]);
        assert!(shared(vec![&first]).is_err());
        assert!(shared(vec![&[1, 0, 0, 0, 255, 255, 255, 255]]).is_err());
    }
}
