-- One project is enough.

UPDATE exit_step SET projects = 1 WHERE id = 1;

-- breaks: X1
-- zh: 用 --projects 写明个数
-- en: give their number with --projects
UPDATE exit_step SET projects = NULL WHERE id = 1;
