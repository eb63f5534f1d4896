-- A2 entered as I2.

-- breaks: I5
-- zh: 更正用 fuhua edit I2
-- en: correct it with fuhua edit I2
INSERT INTO incubation (id, application_id, on_date, entry_staff, entry_departments, entry_systems, entry_projects)
  VALUES (5, 2, '2022-12-01', 4, 2, 1, 1);
