-- A booking of a minute; AU3 was given on 2022-01-05.

INSERT INTO asset_use (id, asset_id, org_id, kind, on_date, until_on, from_minute, to_minute, quantity) VALUES
  (4, 2, 1, 'booking', '2023-11-16', NULL, 960, 961, 1);
UPDATE asset_use SET until_on = '2022-01-05' WHERE id = 3;

-- breaks: AU3 AU5
-- zh: 核对 --from 和 --to | 早于交付日期2022-01-05;核对 --date
-- en: check --from and --to | before it was given on 2022-01-05; check --date
INSERT INTO asset_use (id, asset_id, org_id, kind, on_date, until_on, from_minute, to_minute, quantity) VALUES
  (5, 2, 1, 'booking', '2023-11-17', NULL, 960, 960, 1);
UPDATE asset_use SET until_on = '2022-01-04' WHERE id = 3;
