-- The plan runs from 2021-10-01 to 2024-09-30.
-- today: 2024-10-05

INSERT INTO org (id, name, kind) VALUES (9, '新叶社', 'unregistered');
INSERT INTO training (id, title, form, on_date) VALUES (3, '开班', 'lecture', '2021-10-01');
INSERT INTO consultation (id, topic, on_date) VALUES (3, 'policy', '2024-09-30');
INSERT INTO registration (id, org_id, on_date, uscc, uscc_check) VALUES (3, 8, '2015-05-05', '52640181MJX0000032', 'ok');  -- may be older
INSERT INTO application (id, org_id, on_date) VALUES (8, 8, '2024-03-01');
INSERT INTO review_step (id, application_id, stage, on_date, result, body) VALUES
  (28, 8, 'eligibility', '2024-03-05', 'pass', '基地'),
  (29, 8, 'internal', '2024-03-15', 'pass', '基地'),
  (30, 8, 'site', '2024-04-01', 'pass', '基地'),
  (31, 8, 'expert', '2024-04-10', 'pass', '专家组'),
  (32, 8, 'preliminary', '2024-04-20', 'pass', '业务主管单位'),
  (33, 8, 'final', '2024-05-15', 'pass', '领导小组办公室');

-- breaks: A9 F3 G3 T4 C4 P4 P5 I5
-- zh: 用 --date 写明日期
-- en: give the date with --date
INSERT INTO application (id, org_id, on_date) VALUES (9, 9, '2021-09-30');
INSERT INTO filing (id, org_id, on_date) VALUES (3, 4, '2021-09-30');
INSERT INTO recognition (id, org_id, kind, on_date, basis) VALUES (3, 2, 'brand', '2021-09-30', '评审会议纪要');
INSERT INTO training (id, title, form, on_date) VALUES (4, '预备会', 'lecture', '2021-09-30');
INSERT INTO consultation (id, topic, on_date) VALUES (4, 'policy', '2024-10-01');
INSERT INTO project (id, org_id, title, on_date) VALUES (4, 4, '早读会', '2024-10-01');
INSERT INTO project (id, org_id, title, planned_on) VALUES (5, 4, '夜校', '2021-09-30');
INSERT INTO incubation (id, application_id, on_date, entry_staff, entry_departments, entry_systems, entry_projects)
  VALUES (5, 8, '2024-10-01', 1, 1, 1, 0);
