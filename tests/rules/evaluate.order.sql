-- The preliminary approval of I2 was on 2023-10-18.

UPDATE evaluation SET on_date = '2023-10-18' WHERE id = 2;

-- breaks: E3 E4 E7
-- zh: 核对两个日期 | 记 --result 不通过 | 先记录:fuhua evaluate I1 --stage 初审 --year Y2
-- en: check both dates | record --result fail | record it first: fuhua evaluate I1 --stage preliminary --year Y2
UPDATE evaluation SET on_date = '2023-10-19' WHERE id = 2;
UPDATE evaluation SET result = 'fail' WHERE id = 3;
INSERT INTO evaluation (id, incubation_id, project_id, stage, year, on_date, result, body) VALUES
  (7, 1, NULL, 'final', 2, '2022-12-20', 'fail', '领导小组办公室');
