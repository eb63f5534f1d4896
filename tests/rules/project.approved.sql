-- One that was approved on the day it started.

INSERT INTO project (id, org_id, title, planned_on, on_date) VALUES
  (4, 1, '社区食堂', '2022-11-01', '2022-12-01');
INSERT INTO evaluation (id, incubation_id, project_id, stage, year, on_date, result, body) VALUES
  (7, NULL, 4, 'tender', NULL, '2022-11-10', NULL, NULL), (8, NULL, 4, 'approve', NULL, '2022-12-01', 'pass', NULL);

-- breaks: P5 E8
-- zh: 先记录:fuhua project approve P5 --result 通过 | 重新申报:fuhua project tender P4
-- en: record it first: fuhua project approve P5 --result pass | tender again: fuhua project tender P4
INSERT INTO project (id, org_id, title, planned_on, on_date) VALUES
  (5, 1, '邻里书屋', '2022-11-01', '2022-12-01');
UPDATE evaluation SET result = 'fail' WHERE id = 7;
