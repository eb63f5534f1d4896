-- An exit before entry is also before its term: that is waived here.

INSERT INTO application (id, org_id, on_date) VALUES (8, 8, '2023-11-01');
INSERT INTO review_step (id, application_id, stage, on_date, result) VALUES (28, 8, 'eligibility', '2023-11-01', 'pass');
INSERT INTO org (id, name, kind) VALUES (9, '新叶社', 'unregistered');
INSERT INTO org (id, name, kind) VALUES (10, '明日社', 'unregistered');
INSERT INTO application (id, org_id, on_date) VALUES (9, 9, '2023-11-10'), (10, 10, '2023-11-10');
INSERT INTO org (id, name, kind) VALUES (11, '晴川社', 'unregistered');
INSERT INTO application (id, org_id, on_date) VALUES (11, 11, '2022-08-01');
INSERT INTO review_step (id, application_id, stage, on_date, result, body) VALUES
  (40, 11, 'eligibility', '2022-08-05', 'pass', '基地'),
  (41, 11, 'internal', '2022-08-06', 'pass', '基地'),
  (42, 11, 'site', '2022-08-20', 'pass', '基地'),
  (43, 11, 'expert', '2022-09-10', 'pass', '专家组'),
  (44, 11, 'preliminary', '2022-09-20', 'pass', '业务主管单位'),
  (45, 11, 'final', '2022-10-08', 'pass', '领导小组办公室');
INSERT INTO incubation (id, application_id, on_date, entry_staff, entry_departments, entry_systems, entry_projects)
  VALUES (5, 11, '2022-11-20', 1, 1, 1, 0);
INSERT INTO org (id, name, kind) VALUES (12, '沃野社', 'unregistered');
INSERT INTO application (id, org_id, on_date) VALUES (12, 12, '2022-08-01');
INSERT INTO review_step (id, application_id, stage, on_date, result, body) VALUES
  (50, 12, 'eligibility', '2022-08-05', 'pass', '基地'),
  (51, 12, 'internal', '2022-08-06', 'pass', '基地'),
  (52, 12, 'site', '2022-08-20', 'pass', '基地'),
  (53, 12, 'expert', '2022-09-10', 'pass', '专家组'),
  (54, 12, 'preliminary', '2022-09-20', 'pass', '业务主管单位'),
  (55, 12, 'final', '2022-10-08', 'pass', '领导小组办公室');
INSERT INTO incubation (id, application_id, on_date, entry_staff, entry_departments, entry_systems, entry_projects)
  VALUES (6, 12, '2022-11-20', 1, 1, 1, 0);

-- breaks: K60 Z3 Z4 X7
-- zh: 核对两个日期
-- en: check both dates
INSERT INTO review_step (id, application_id, stage, on_date, result) VALUES (60, 9, 'eligibility', '2023-11-09', 'pass');
INSERT INTO withdrawal (id, application_id, on_date, reason) VALUES (3, 10, '2023-11-09', '改期'), (4, 11, '2022-11-19', '改期');
INSERT INTO waiver (rule, subject, breach, reason, on_date) VALUES ('exit.term', 'I6', '2022-11-20 2022-11-19', '提前考核', '2022-11-19');
INSERT INTO exit_step (id, incubation_id, stage, on_date, result) VALUES (7, 6, 'assess', '2022-11-19', 'fail');
