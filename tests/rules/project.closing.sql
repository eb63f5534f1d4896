-- P2 started on 2023-06-01.

INSERT INTO evaluation (id, incubation_id, project_id, stage, year, on_date, result, body) VALUES
  (7, NULL, 2, 'closing', NULL, '2023-08-01', 'pass', NULL), (8, NULL, 2, 'close', NULL, '2023-08-01', 'pass', NULL),
  (9, NULL, 3, 'closing', NULL, '2023-07-01', 'fail', NULL);

-- breaks: E10
-- zh: 先记录:fuhua project evaluate P3
-- en: record it first: fuhua project evaluate P3
INSERT INTO evaluation (id, incubation_id, project_id, stage, year, on_date, result, body) VALUES
  (10, NULL, 3, 'close', NULL, '2023-08-01', 'pass', NULL);
