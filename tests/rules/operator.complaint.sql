-- A complaint may be verified on its day.

UPDATE complaint SET verified_on = '2023-05-01' WHERE id = 1;

-- breaks: CP1
-- zh: 不能在2023-04-30核实
-- en: cannot have been verified on 2023-04-30
UPDATE complaint SET verified_on = '2023-04-30' WHERE id = 1;
