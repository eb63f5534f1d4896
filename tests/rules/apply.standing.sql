-- O8 comes off the list before it applies.

INSERT INTO standing (id, org_id, kind, value, on_date, until_on) VALUES (6, 8, 'credit', 'dishonest', '2022-01-01', '2022-12-31');
INSERT INTO application (id, org_id, on_date) VALUES (8, 8, '2023-11-10');

-- breaks: A3 A8
-- zh: 在严重违法失信名单上 | 上次年检不合格
-- en: was on the list of serious dishonesty | had failed its last inspection
UPDATE standing SET until_on = NULL WHERE id = 6;
INSERT INTO standing (id, org_id, kind, value, year, on_date) VALUES (7, 3, 'inspection', 'fail', 2022, '2023-05-20');
