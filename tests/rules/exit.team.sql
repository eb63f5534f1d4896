-- I1 entered with 3 staff, 1 department, 2 systems.

UPDATE exit_step SET staff = 4, departments = 2, systems = 3 WHERE id = 1;

-- breaks: X1
-- zh: 须三项均高于入壳时
-- en: each must be above entry
UPDATE exit_step SET systems = 2 WHERE id = 1;
