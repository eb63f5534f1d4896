-- A step without the one before it, before its day, or a pass after its fail.

UPDATE exit_step SET on_date = '2023-02-01' WHERE id = 5;  -- the day of the assessment

-- breaks: X7 X5 X3
-- zh: 先记录:fuhua exit-assess I2 --stage 出壳考核 | 核对两个日期 | 记 --result 不通过
-- en: record it first: fuhua exit-assess I2 --stage assess | check both dates | record --result fail
INSERT INTO exit_step (id, incubation_id, stage, on_date, result) VALUES (7, 2, 'preliminary', '2023-11-25', 'fail');
UPDATE exit_step SET on_date = '2023-01-31' WHERE id = 5;
UPDATE exit_step SET result = 'fail' WHERE id = 2;
