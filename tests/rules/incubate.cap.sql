-- Three entered in Y1, one in Y2; without a cap the target holds.

UPDATE operating_year SET admission_cap = 3 WHERE no = 1;
UPDATE target SET target = 1, reason = '调整' WHERE year = 2 AND indicator = 'incubated';

-- breaks: I4 I2
-- zh: 或调整目标:fuhua target set incubated
-- en: or change the target: fuhua target set incubated
UPDATE operating_year SET admission_cap = 2 WHERE no = 1;
UPDATE target SET target = 0 WHERE year = 2 AND indicator = 'incubated';
