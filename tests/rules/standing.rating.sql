-- Off the list, and with a better inspection, one may be rated.

INSERT INTO org (id, name, kind) VALUES (9, '新叶社', 'service');
INSERT INTO standing (id, org_id, kind, value, year, on_date, until_on) VALUES
  (6, 8, 'credit', 'abnormal', NULL, '2022-01-01', '2022-12-31'), (7, 8, 'rating', '1A', NULL, '2023-01-01', NULL),
  (8, 9, 'inspection', 'fail', 2020, '2021-05-01', NULL), (9, 9, 'inspection', 'pass', 2022, '2023-05-01', NULL), (10, 9, 'rating', '2A', NULL, '2023-06-01', NULL);

-- breaks: ST11 ST12
-- zh: 在活动异常名录上 | 上次年检不合格
-- en: was on the list of abnormal activity | had failed its last inspection
INSERT INTO standing (id, org_id, kind, value, on_date) VALUES (11, 8, 'rating', '1A', '2022-12-31'), (12, 9, 'rating', '2A', '2023-04-30');
