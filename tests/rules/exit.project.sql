-- One project is enough.

UPDATE exit_step SET projects = 1 WHERE id = 1;

-- breaks: X1
UPDATE exit_step SET projects = NULL WHERE id = 1;
