-- The preliminary approval of I2 is by the supervising unit.

INSERT INTO evaluation (id, incubation_id, project_id, stage, year, on_date, result, body) VALUES
  (7, 1, NULL, 'assess', 2, '2022-12-01', 'pass', NULL);

-- breaks: E4 E8
-- zh: 两级审批须由不同单位作出,用 --by 写明 | fuhua edit E8 --by 单位
-- en: two bodies must decide, name the other with --by | fuhua edit E8 --by BODY
UPDATE evaluation SET body = ' 业务主管单位' WHERE id = 4;
INSERT INTO evaluation (id, incubation_id, project_id, stage, year, on_date, result, body) VALUES
  (8, 1, NULL, 'preliminary', 2, '2022-12-10', 'pass', NULL);
