-- Anybody may book a room; O1 left on 2023-01-15.

INSERT INTO asset_use (id, asset_id, org_id, kind, on_date, until_on, from_minute, to_minute, quantity) VALUES
  (4, 2, 8, 'booking', '2023-06-01', NULL, 540, 600, 1), (5, 1, 1, 'give', '2023-01-15', '2023-01-20', NULL, NULL, 1);

-- breaks: AU6 AU7
-- zh: 会议室可用 fuhua space book 预约
-- en: others may book a room with fuhua space book
INSERT INTO asset_use (id, asset_id, org_id, kind, on_date, until_on, from_minute, to_minute, quantity) VALUES
  (6, 1, 1, 'give', '2023-01-16', '2023-01-20', NULL, NULL, 1), (7, 1, 8, 'booking', '2023-06-01', NULL, 540, 600, 1);
