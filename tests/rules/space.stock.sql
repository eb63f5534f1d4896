-- Of six desks O1 has one until 2023-01-20, O2 two.

INSERT INTO asset_use (id, asset_id, org_id, kind, on_date, until_on, from_minute, to_minute, quantity) VALUES
  (4, 1, 2, 'give', '2022-12-01', NULL, NULL, NULL, 3);

-- breaks: AS1
-- zh: 见 fuhua space show 2023-01-19
-- en: see fuhua space show 2023-01-19
INSERT INTO asset_use (id, asset_id, org_id, kind, on_date, until_on, from_minute, to_minute, quantity) VALUES
  (5, 1, 2, 'give', '2023-01-19', '2023-01-20', NULL, NULL, 1);
