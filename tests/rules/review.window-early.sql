-- Two calendar months: from 2021-10-11 to 2021-12-11, from 2021-12-31 to 2022-02-28.

UPDATE review_step SET on_date = '2021-12-11' WHERE id = 6;
INSERT INTO application (id, org_id, on_date) VALUES (8, 8, '2021-12-31');
INSERT INTO review_step (id, application_id, stage, on_date, result, body) VALUES
  (28, 8, 'eligibility', '2022-01-05', 'pass', '基地'),
  (29, 8, 'internal', '2022-01-15', 'pass', '基地'),
  (30, 8, 'site', '2022-01-20', 'pass', '基地'),
  (31, 8, 'expert', '2022-01-25', 'pass', '专家组'),
  (32, 8, 'preliminary', '2022-02-01', 'pass', '业务主管单位'),
  (33, 8, 'final', '2022-02-28', 'pass', '领导小组办公室');

-- breaks: A2 A8
-- zh: 最早为2022-10-01 | 最早为2022-02-28 | 最早为2022-04-01
-- en: 2022-10-01 is the first day | 2022-02-28 is the first day | 2022-04-01 is the first day
UPDATE review_step SET on_date = '2022-09-30' WHERE id = 12;  -- of an application of 2022-08-01
UPDATE review_step SET on_date = '2022-02-27' WHERE id = 33;
