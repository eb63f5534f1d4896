-- The room is booked from 14:00 to 16:00 on 2023-11-15.

INSERT INTO asset_use (id, asset_id, org_id, kind, on_date, until_on, from_minute, to_minute, quantity) VALUES
  (4, 2, 3, 'booking', '2023-11-15', NULL, 960, 1020, 1);

-- breaks: AU5
-- zh: 已有预约 AU2;换个时间
-- en: (AU2); choose another time
INSERT INTO asset_use (id, asset_id, org_id, kind, on_date, until_on, from_minute, to_minute, quantity) VALUES
  (5, 2, 2, 'booking', '2023-11-15', NULL, 959, 960, 1);
