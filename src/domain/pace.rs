//! Where an indicator stands against its target on a day of its operating year.

use chrono::NaiveDate;

pub use crate::domain::terms::Status;

/// An indicator's pace. Decimals are kept in tenths, rounded half up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// What the day expects, in tenths of the unit: target × day / days.
    pub expected_tenths: i64,
    /// 100 × actual / target in tenths; `None` for a target of 0.
    pub percent_tenths: Option<i64>,
    /// The judgement, on the unrounded expectation.
    pub status: Status,
}

/// The pace of `actual` against `target` on `day` of the year `start..=end`
/// (the first day is day 1; past the end, the last day counts).
pub fn pace(actual: i64, target: i64, start: NaiveDate, end: NaiveDate, day: NaiveDate) -> Pace {
    let days = (end - start).num_days() + 1;
    let passed = ((day - start).num_days() + 1).clamp(0, days);
    let status = if actual >= target {
        Status::Met
    } else if day > end {
        Status::Missed
    } else if actual * days >= target * passed {
        Status::OnTrack
    } else {
        Status::Behind
    };
    Pace {
        expected_tenths: half_up(target * passed * 10, days),
        percent_tenths: (target > 0).then(|| half_up(actual * 1000, target)),
        status,
    }
}

/// `n / d` rounded half up, for n ≥ 0 and d > 0.
pub fn half_up(n: i64, d: i64) -> i64 {
    (2 * n + d).div_euclid(2 * d)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::parse_iso;

    #[test]
    fn a_year_from_its_first_day_to_past_its_end() {
        let day = |t| parse_iso(t).expect(t);
        let at = |actual, target, on| pace(actual, target, day("2021-10-01"), day("2022-09-30"), day(on));
        assert_eq!(at(0, 10, "2021-10-01").status, Status::Behind);
        assert_eq!(at(1, 10, "2021-10-01").status, Status::OnTrack);
        assert_eq!(at(5, 10, "2022-03-31").status, Status::OnTrack); // day 182: 4.986…
        assert_eq!(at(5, 10, "2022-03-31").expected_tenths, 50);
        assert_eq!(at(5, 10, "2022-04-02").status, Status::Behind); // day 184: 5.04
        assert_eq!(at(9, 10, "2022-09-30").status, Status::Behind);
        assert_eq!(at(9, 10, "2022-10-01").status, Status::Missed);
        assert_eq!(at(10, 10, "2022-10-01").status, Status::Met);
        assert_eq!(at(0, 0, "2022-01-01").percent_tenths, None);
        assert_eq!(at(1, 3, "2022-01-01").percent_tenths, Some(333));
        assert_eq!(at(2, 3, "2022-01-01").percent_tenths, Some(667));
    }
}
