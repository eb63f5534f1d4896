-- O2 has desks, the room was booked for 2023-11-15; both were there from 2021-12-01.

UPDATE asset SET retired_on = '2023-11-16' WHERE id = 2;
INSERT INTO asset_use (id, asset_id, org_id, kind, on_date, until_on, from_minute, to_minute, quantity) VALUES
  (4, 2, 1, 'booking', '2021-12-01', NULL, 540, 600, 1);

-- breaks: AU1 AU2 AU5
-- zh: 核对日期 | 已于2023-11-15停用 | 先退还:fuhua space return AU1
-- en: check the date | was retired on 2023-11-15 | it must come back first: fuhua space return AU1
UPDATE asset SET retired_on = '2023-11-15' WHERE id = 2;
UPDATE asset SET retired_on = '2023-11-20' WHERE id = 1;
INSERT INTO asset_use (id, asset_id, org_id, kind, on_date, until_on, from_minute, to_minute, quantity) VALUES
  (5, 2, 1, 'booking', '2021-11-30', NULL, 540, 600, 1);
