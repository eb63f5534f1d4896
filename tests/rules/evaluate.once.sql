-- I2 was assessed on entry, and for Y2; I1 was there in Y1 and Y2.

INSERT INTO evaluation (id, incubation_id, project_id, stage, year, on_date, result, body) VALUES
  (7, 1, NULL, 'assess', 1, '2022-10-10', 'pass', NULL), (8, 1, NULL, 'assess', 2, '2022-12-10', 'pass', NULL);

-- breaks: E9 E10
-- zh: 更正用 fuhua edit E1 | 更正用 fuhua edit E8
-- en: correct it with fuhua edit E1 | correct it with fuhua edit E8
INSERT INTO evaluation (id, incubation_id, project_id, stage, year, on_date, result, body) VALUES
  (9, 2, NULL, 'entry', NULL, '2022-12-11', 'pass', NULL), (10, 1, NULL, 'assess', 2, '2022-12-11', 'fail', NULL);
