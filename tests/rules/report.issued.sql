-- Two quarters are issued in J3. What follows alters no figure of theirs: words,
-- days within a quarter, days outside both, what was put back, and a headcount
-- that a roster replaces.

INSERT INTO journal (seq, at, actor, login, command, arguments) VALUES (3, '2022-07-02', '周敏', 'zhou@base', 'report issue', '[]');
INSERT INTO issued_report (id, report, period, start_on, end_on, year_on, on_date, actor, entry, head, lang, sha256, content) VALUES
  (2, 'quarterly', '2022Q1', '2022-01-01', '2022-03-31', '2021-10-01', '2022-07-02', '周敏', 2, printf('%064d', 1), 'zh', printf('%064d', 0), '{}'),
  (3, 'quarterly', '2022Q2', '2022-04-01', '2022-06-30', '2021-10-01', '2022-07-02', '周敏', 2, printf('%064d', 1), 'zh', printf('%064d', 0), '{}');
UPDATE journal SET hash = printf('%064d', 2) WHERE seq = 3;

UPDATE training SET title = '社会组织内部治理', headcount = 80 WHERE id = 1;
UPDATE filing SET on_date = '2022-05-01' WHERE id = 1;
UPDATE consultation SET on_date = '2021-12-31' WHERE id = 1;
UPDATE attendance SET void_reason = '误删' WHERE id = 1;
UPDATE attendance SET void_reason = NULL, category = 'volunteer' WHERE id = 1;
INSERT INTO person (id, name) VALUES (3, '丁晓禾');
INSERT INTO attendance (id, training_id, person_id, category, status) VALUES (3, 2, 3, 'staff', 'present');
INSERT INTO project (id, org_id, title, on_date) VALUES (4, 4, '冬衣', '2022-06-01');
UPDATE project SET void_reason = '重复登记' WHERE id = 4;

-- breaks: R2:T1@J4 R2:I4@J4 R3:T1@J4 R3:I4@J4 R3:F1@J4 R3:C3@J4 R3:P3@J4 R3:G3@J4 R3:T3@J4
-- zh: 更正须有理由,影响见 fuhua report diff R2 | 更正须有理由,影响见 fuhua report diff R3
-- en: a correction needs a reason (what it alters: fuhua report diff R2) | a correction needs a reason (what it alters: fuhua report diff R3)
INSERT INTO journal (seq, at, actor, login, command, arguments) VALUES (4, '2023-12-01', '周敏', 'zhou@base', 'edit', '[]');
INSERT INTO attendance (id, training_id, person_id, category, status) VALUES (4, 1, 3, 'staff', 'present');
UPDATE incubation SET on_date = '2022-03-31' WHERE id = 4;
UPDATE filing SET void_reason = '误登' WHERE id = 1;
INSERT INTO consultation (id, topic, on_date) VALUES (3, 'policy', '2022-05-05');
UPDATE project SET on_date = '2022-06-30' WHERE id = 3;
INSERT INTO recognition (id, org_id, kind, on_date, basis) VALUES (3, 2, 'upgraded', '2022-05-10', '评审会议纪要');
INSERT INTO training (id, title, form, on_date, headcount) VALUES (3, '读书会', 'salon', '2022-06-30', 12);
UPDATE journal SET hash = printf('%064d', 3) WHERE seq = 4;
