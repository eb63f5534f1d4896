-- A third contract is ended by a resident's complaint too.

UPDATE evaluation SET void_reason = '误记' WHERE id = 93;
UPDATE operator_contract SET to_on = '2023-07-31' WHERE id = 2;
INSERT INTO operator_contract (id, org_id, from_on, to_on, on_date) VALUES (3, 91, '2023-08-01', '2024-09-30', '2023-07-20');
INSERT INTO complaint (id, org_id, text, on_date, result, severity, verified_on) VALUES
  (2, 2, '无人值守', '2023-09-01', 'upheld', 'serious', '2023-09-10'), (3, 4, '无人接待', '2023-09-01', 'upheld', 'serious', '2023-09-10');
INSERT INTO breach (id, contract_id, item, basis, on_date, stop_on, complaint_id) VALUES (2, 3, 'complaint', '核实报告', '2023-10-01', '2023-11-01', 2);

-- breaks: BR1 BR2 BR3 BR4
-- zh: 没有核实为属实且严重 | 投诉时不在孵 | 已因 BR1 终止 | 没有履行
-- en: has not been upheld as serious | was no resident | was ended by BR1 already | did not run on
UPDATE complaint SET severity = 'minor' WHERE id = 1;
UPDATE breach SET complaint_id = 3 WHERE id = 2;
INSERT INTO breach (id, contract_id, item, basis, on_date, stop_on) VALUES
  (3, 1, 'law', '判决', '2023-07-11', '2023-07-11'), (4, 2, 'law', '判决', '2023-07-09', '2023-07-09');
