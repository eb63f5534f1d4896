-- P4 had all its steps on one day; P5 to P8 are at various points.

INSERT INTO project (id, org_id, title, planned_on, on_date) VALUES
  (4, 1, '社区食堂', '2022-11-01', '2022-11-01'), (5, 1, '邻里书屋', '2022-11-05', NULL), (6, 1, '巷口讲堂', NULL, '2022-12-02'),
  (7, 1, '楼道美化', '2022-11-01', NULL), (8, 1, '阳台菜园', NULL, '2022-11-01');
INSERT INTO evaluation (id, incubation_id, project_id, stage, year, on_date, result, body) VALUES
  (7, NULL, 4, 'tender', NULL, '2022-11-01', 'pass', NULL), (8, NULL, 4, 'approve', NULL, '2022-11-01', 'pass', NULL),
  (9, NULL, 4, 'closing', NULL, '2022-11-01', 'pass', NULL), (10, NULL, 4, 'close', NULL, '2022-11-01', 'pass', NULL),
  (11, NULL, 7, 'approve', NULL, '2022-11-10', 'pass', NULL), (12, NULL, 5, 'close', NULL, '2022-11-06', 'fail', NULL);

-- breaks: E13 E14 E15 E16 E17 P6
-- zh: 早于策划日期;核对 --date | 用 fuhua show P4 查看 | 另行策划:fuhua project plan | 晚于立项;核对 --date | 晚于项目开始;核对 --date | 先记录:fuhua project start P7
-- en: is before it was planned; check --date | see fuhua show P4 | plan another: fuhua project plan | is after its approval; check --date | is after its start; check --date | record it first: fuhua project start P7
INSERT INTO evaluation (id, incubation_id, project_id, stage, year, on_date, result, body) VALUES
  (13, NULL, 5, 'tender', NULL, '2022-11-04', 'pass', NULL), (14, NULL, 4, 'visit', NULL, '2022-11-02', 'pass', NULL),
  (15, NULL, 7, 'tender', NULL, '2022-11-11', 'pass', NULL), (16, NULL, 8, 'approve', NULL, '2022-11-02', 'pass', NULL),
  (17, NULL, 7, 'visit', NULL, '2022-12-01', 'pass', NULL), (18, NULL, 6, 'approve', NULL, '2022-12-01', 'fail', NULL);
