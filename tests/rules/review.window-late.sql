-- Six calendar months: from 2022-12-31 to 2023-06-30.

INSERT INTO application (id, org_id, on_date) VALUES (8, 8, '2022-12-31');
INSERT INTO review_step (id, application_id, stage, on_date, result, body) VALUES
  (28, 8, 'eligibility', '2023-01-05', 'pass', '基地'),
  (29, 8, 'internal', '2023-01-15', 'pass', '基地'),
  (30, 8, 'site', '2023-01-20', 'pass', '基地'),
  (31, 8, 'expert', '2023-01-25', 'pass', '专家组'),
  (32, 8, 'preliminary', '2023-02-01', 'pass', '业务主管单位'),
  (33, 8, 'final', '2023-06-30', 'pass', '领导小组办公室');

-- breaks: A8
-- zh: 最迟为2023-06-30
-- en: 2023-06-30 was the last day
UPDATE review_step SET on_date = '2023-07-01' WHERE id = 33;
