-- Today is 2023-12-01.

INSERT INTO org (id, name, kind) VALUES (9, '新叶社', 'unregistered');
INSERT INTO consultation (id, topic, on_date) VALUES (3, 'policy', '2023-12-01');
INSERT INTO application (id, org_id, on_date) VALUES (9, 9, '2023-09-01');
INSERT INTO review_step (id, application_id, stage, on_date, result, body) VALUES
  (28, 9, 'eligibility', '2023-09-05', 'pass', '基地'),
  (29, 9, 'internal', '2023-09-15', 'pass', '基地'),
  (30, 9, 'site', '2023-10-01', 'pass', '基地'),
  (31, 9, 'expert', '2023-10-10', 'pass', '专家组'),
  (32, 9, 'preliminary', '2023-11-01', 'pass', '业务主管单位'),
  (33, 9, 'final', '2023-11-30', 'pass', '领导小组办公室');
INSERT INTO asset_use (id, asset_id, org_id, kind, on_date, from_minute, to_minute) VALUES (4, 2, 1, 'booking', '2023-12-02', 540, 600);

-- breaks: A8 K34 Z3 I5 S4 X7 U2 F3 L3 G3 T3 C4 P4 O10 R2 E7 AU5
-- zh: 发生之后再记,或核对日期
-- en: record it when it has happened, or check the date
INSERT INTO application (id, org_id, on_date) VALUES (8, 8, '2023-12-02');
INSERT INTO review_step (id, application_id, stage, on_date, result) VALUES (34, 3, 'internal', '2023-12-02', 'pass');
INSERT INTO withdrawal (id, application_id, on_date, reason) VALUES (3, 8, '2023-12-02', '改期');
INSERT INTO incubation (id, application_id, on_date, entry_staff, entry_departments, entry_systems, entry_projects)
  VALUES (5, 9, '2023-12-02', 1, 1, 1, 0);
INSERT INTO service (id, org_id, kind, on_date) VALUES (4, 2, 'space', '2023-12-02');
INSERT INTO exit_step (id, incubation_id, stage, on_date, result) VALUES (7, 2, 'assess', '2023-12-02', 'fail');
INSERT INTO follow_up (id, incubation_id, kind, on_date) VALUES (2, 1, 'visit', '2023-12-02');
INSERT INTO filing (id, org_id, on_date) VALUES (3, 4, '2023-12-02');
INSERT INTO registration (id, org_id, on_date, uscc, uscc_check) VALUES (3, 8, '2023-12-02', '52640181MJX0000032', 'ok');
INSERT INTO recognition (id, org_id, kind, on_date, basis) VALUES (3, 2, 'brand', '2023-12-02', '评审会议纪要');
INSERT INTO training (id, title, form, on_date) VALUES (3, '年终讲座', 'lecture', '2023-12-02');
INSERT INTO consultation (id, topic, on_date) VALUES (4, 'policy', '2023-12-02');
INSERT INTO project (id, org_id, title, on_date) VALUES (4, 4, '冬衣', '2023-12-02');
INSERT INTO evaluation (id, project_id, stage, on_date, result) VALUES (7, 1, 'visit', '2023-12-02', 'pass');
INSERT INTO asset_use (id, asset_id, org_id, kind, on_date) VALUES (5, 1, 2, 'give', '2023-12-02');
INSERT INTO org (id, name, kind, founded_on) VALUES (10, '明日社', 'unregistered', '2023-12-02');
INSERT INTO issued_report (id, report, period, start_on, end_on, year_on, on_date, actor, entry, head, lang, sha256, content) VALUES
  (2, 'monthly', '2023-11', '2023-11-01', '2023-11-30', '2023-10-01', '2023-12-02', '周敏', 1, printf('%064d', 1), 'zh', printf('%064d', 0), '{}');
