//! Premises and equipment on a day: what is free, who has what, what is booked.

use chrono::NaiveDate;
use serde::Serialize;

use crate::document::{Cell, Column, Document, Fact, Table};
use crate::domain::date::iso;
use crate::domain::function_terms::ASSET_KIND;
use crate::domain::quantity::clock;
use crate::i18n::{join, label};
use crate::store::{Db, Row, named_params};
use crate::tr;

/// The assets on a day.
#[derive(Clone, Debug, Serialize)]
pub struct Space {
    /// The day.
    pub date: NaiveDate,
    /// What is there and not retired.
    pub assets: Vec<Asset>,
    /// The day's bookings, by time.
    pub bookings: Vec<Booking>,
}

/// A thing of the base.
#[derive(Clone, Debug, Serialize)]
pub struct Asset {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: String,
    /// How many there are.
    pub quantity: i64,
    /// How many are given out.
    pub in_use: i64,
    /// How many are not.
    pub free: i64,
    /// Who has them.
    pub users: Vec<User>,
}

/// Who has a thing.
#[derive(Clone, Debug, Serialize)]
pub struct User {
    /// The use's code.
    #[serde(rename = "use")]
    pub given: String,
    /// The organisation's code.
    pub org: String,
    /// Its name.
    pub name: String,
    /// How many it has.
    pub quantity: i64,
    /// Since what day.
    pub since: String,
}

/// A booking.
#[derive(Clone, Debug, Serialize)]
pub struct Booking {
    /// The use's code.
    #[serde(rename = "use")]
    pub booked: String,
    /// The asset's code.
    pub asset: String,
    /// The organisation's code.
    pub org: String,
    /// From what time, `14:00`.
    pub from: String,
    /// To what time.
    pub to: String,
    /// What for.
    pub purpose: Option<String>,
    #[serde(skip)]
    what: String,
    #[serde(skip)]
    name: String,
}

impl Space {
    /// Reads the assets on a day.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn read(db: &Db, date: NaiveDate) -> anyhow::Result<Self> {
        let day = iso(date);
        let rows = db.all(
            "SELECT id, name, kind, quantity FROM asset
              WHERE on_date <= :day AND (retired_on IS NULL OR retired_on > :day) AND void_reason IS NULL ORDER BY id",
            named_params! {":day": day},
        )?;
        let assets = rows.iter().map(|row| Asset::read(db, row, &day)).collect::<anyhow::Result<_>>()?;
        let rows = db.all(
            "SELECT u.id, u.asset_id, u.org_id, u.from_minute, u.to_minute, u.purpose, a.name AS what, o.name
               FROM asset_use u JOIN asset a ON a.id = u.asset_id JOIN org o ON o.id = u.org_id
              WHERE u.on_date = :day AND u.kind = 'booking' AND u.void_reason IS NULL ORDER BY u.from_minute, u.asset_id, u.id",
            named_params! {":day": day},
        )?;
        Ok(Self { date, assets, bookings: rows.iter().map(Booking::of).collect::<anyhow::Result<_>>()? })
    }

    /// As a person reads it.
    pub fn document(&self) -> Document {
        let date = self.date;
        let mut document = Document::titled(tr!("场地和设备,{date}", "Premises and equipment on {date}"));
        let (n, booked) = (self.assets.len(), self.bookings.len());
        let facts = vec![Fact::new(tr!("场地设备", "assets"), n), Fact::new(tr!("预约", "bookings"), booked)];
        document.said(tr!("场地设备{n}项,当日预约{booked}次", "assets: {n}; bookings of the day: {booked}"), facts);
        let columns = vec![
            Column::code(tr!("编号", "code")),
            Column::label(tr!("名称", "name")),
            Column::words(tr!("类别", "kind")),
            Column::number(tr!("数量", "quantity")),
            Column::number(tr!("在用", "in use")),
            Column::number(tr!("空闲", "free")),
            Column::words(tr!("使用者", "users")),
        ];
        let mut table = Table::new(label("场地设备", "assets"), columns).titled(tr!("场地设备", "assets"));
        for a in &self.assets {
            let users = join(a.users.iter().map(|u| format!("{} {}×{}({})", u.org, u.name, u.quantity, u.given)));
            table.row([
                Cell::code(&a.code),
                a.name.as_str().into(),
                ASSET_KIND.text(&a.kind).into(),
                a.quantity.into(),
                a.in_use.into(),
                a.free.into(),
                users.into(),
            ]);
        }
        document.table(table);
        let columns = vec![
            Column::code(tr!("编号", "code")),
            Column::label(tr!("场地", "asset")),
            Column::words(tr!("起", "from")),
            Column::words(tr!("止", "to")),
            Column::label(tr!("组织", "organisation")),
            Column::words(tr!("用途", "purpose")),
        ];
        let mut table = Table::new(label("预约", "bookings"), columns).titled(tr!("当日预约", "bookings of the day")).if_any();
        for b in &self.bookings {
            let (what, who) = (format!("{} {}", b.asset, b.what), format!("{} {}", b.org, b.name));
            let cells: [Cell; 5] = [what.into(), b.from.as_str().into(), b.to.as_str().into(), who.into(), b.purpose.clone().into()];
            table.row(std::iter::once(Cell::code(&b.booked)).chain(cells));
        }
        document.table(table);
        document
    }
}

impl Asset {
    fn read(db: &Db, row: &Row, day: &str) -> anyhow::Result<Self> {
        let (id, quantity) = (row.int("id")?, row.int("quantity")?);
        let rows = db.all(
            "SELECT u.id, u.org_id, u.quantity, u.on_date, o.name FROM asset_use u JOIN org o ON o.id = u.org_id
              WHERE u.asset_id = :asset AND u.kind = 'give' AND u.on_date <= :day AND (u.until_on IS NULL OR u.until_on > :day)
                AND u.void_reason IS NULL ORDER BY u.id",
            named_params! {":asset": id, ":day": day},
        )?;
        let users = rows.iter().map(User::of).collect::<anyhow::Result<Vec<_>>>()?;
        let in_use = users.iter().map(|user| user.quantity).sum::<i64>();
        let (name, kind) = (row.text("name")?, row.text("kind")?);
        Ok(Self { code: format!("AS{id}"), name, kind, quantity, in_use, free: quantity - in_use, users })
    }
}

impl User {
    fn of(row: &Row) -> anyhow::Result<Self> {
        Ok(Self {
            given: format!("AU{}", row.int("id")?),
            org: format!("O{}", row.int("org_id")?),
            name: row.text("name")?,
            quantity: row.int("quantity")?,
            since: row.text("on_date")?,
        })
    }
}

impl Booking {
    fn of(row: &Row) -> anyhow::Result<Self> {
        Ok(Self {
            booked: format!("AU{}", row.int("id")?),
            asset: format!("AS{}", row.int("asset_id")?),
            org: format!("O{}", row.int("org_id")?),
            from: clock(row.int("from_minute")?),
            to: clock(row.int("to_minute")?),
            purpose: row.opt_text("purpose")?,
            what: row.text("what")?,
            name: row.text("name")?,
        })
    }
}
