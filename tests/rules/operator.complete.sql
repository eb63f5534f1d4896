-- A contract of one day, a complaint that was rejected, a breach after which work
-- stops at once.

UPDATE operator_contract SET to_on = '2024-06-30' WHERE id = 2;
INSERT INTO operator_contract (id, org_id, from_on, to_on, on_date) VALUES (3, 91, '2024-08-02', '2024-08-02', '2023-11-01');
INSERT INTO complaint (id, org_id, text, on_date, result, verified_on) VALUES (2, 2, '网络不通', '2023-05-02', 'rejected', '2023-06-02');
INSERT INTO complaint (id, org_id, text, on_date) VALUES (3, 2, '灯不亮', '2023-05-03');
INSERT INTO breach (id, contract_id, item, basis, on_date, stop_on) VALUES (2, 2, 'duties', '检查记录', '2023-11-20', '2023-11-20');

-- breaks: OC3 CP2 CP3 BR1 BR2
-- zh: 开始日期晚于截止日期 | 须写明情节 | 须有结果和日期 | 以被投诉列入 | 停止运营日期早于
-- en: ends before it begins | has its --severity | a result goes with its day | must name it with --complaint | work stops before
UPDATE operator_contract SET to_on = '2024-08-01' WHERE id = 3;
UPDATE complaint SET result = 'upheld' WHERE id = 2;
UPDATE complaint SET verified_on = '2023-06-03' WHERE id = 3;
UPDATE breach SET complaint_id = NULL WHERE id = 1;
UPDATE breach SET stop_on = '2023-11-19' WHERE id = 2;
