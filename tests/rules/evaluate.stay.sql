-- I1 lasted from 2022-01-01 to 2023-01-15, I2 began on 2022-11-20.

INSERT INTO evaluation (id, incubation_id, project_id, stage, year, on_date, result, body) VALUES
  (7, 1, NULL, 'entry', NULL, '2023-01-15', 'pass', NULL);

-- breaks: E1 E8
-- zh: 不在孵化期(2022-01-01至2023-01-15)内;核对 --date | 早于入壳日期2022-11-20;核对 --date
-- en: is not in its stay (2022-01-01 to 2023-01-15); check --date | is before its entry on 2022-11-20; check --date
UPDATE evaluation SET void_reason = '误记' WHERE id = 7;
INSERT INTO evaluation (id, incubation_id, project_id, stage, year, on_date, result, body) VALUES
  (8, 1, NULL, 'entry', NULL, '2023-01-16', 'pass', NULL);
UPDATE evaluation SET on_date = '2022-11-19' WHERE id = 1;
