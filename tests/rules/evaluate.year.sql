-- I1 ended on 2023-01-15, in Y2.

INSERT INTO evaluation (id, incubation_id, project_id, stage, year, on_date, result, body) VALUES
  (7, 1, NULL, 'assess', 2, '2023-10-10', 'pass', NULL);

-- breaks: E8
-- zh: 用 --year 写明年度
-- en: name the year with --year
INSERT INTO evaluation (id, incubation_id, project_id, stage, year, on_date, result, body) VALUES
  (8, 1, NULL, 'assess', 3, '2023-11-10', 'pass', NULL);
