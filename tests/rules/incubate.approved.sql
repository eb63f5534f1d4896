-- A2 was approved on 2022-10-08; A3 is in screening.

UPDATE incubation SET on_date = '2022-10-08' WHERE id = 2;

-- breaks: I2 I5
-- zh: 入壳不早于审定 | 先完成评审:fuhua review A3
-- en: entry is not before approval | finish its review first: fuhua review A3
UPDATE incubation SET on_date = '2022-10-07' WHERE id = 2;
INSERT INTO incubation (id, application_id, on_date, entry_staff, entry_departments, entry_systems, entry_projects)
  VALUES (5, 3, '2023-11-01', 1, 1, 1, 0);
