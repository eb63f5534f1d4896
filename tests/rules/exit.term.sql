-- I2 entered on 2022-11-20 for twelve months.

INSERT INTO exit_step (id, incubation_id, stage, on_date, result) VALUES (7, 2, 'assess', '2023-11-20', 'fail');

-- breaks: I2
-- zh: 最早为2023-11-20
-- en: 2023-11-20 is the first day
UPDATE exit_step SET on_date = '2023-11-19' WHERE id = 7;
