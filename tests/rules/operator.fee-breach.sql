-- A fee of the day on which the contract ends, and one that is recorded before the
-- breach is and dated after it.

UPDATE budget_line SET amount_fen = 2000000, reason = '追加' WHERE id = 2;
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source) VALUES
  (15, '2023-09-05', 'out', 100, 'service-fee', 'budget'), (16, '2023-09-06', 'out', 100, 'service-fee', 'budget');
INSERT INTO voucher_evidence (id, voucher_id, evidence) VALUES (2, 15, 'E92'), (3, 16, 'E95');
INSERT INTO evaluation (id, contract_id, stage, period, start_on, end_on, on_date, result, sheet) VALUES
  (95, 1, 'performance', 'Y1Q1', '2021-10-01', '2021-12-31', '2022-01-20', 'pass', 'operator');

-- breaks: V16
-- zh: 核对是否应追回:fuhua finance reverse V16
-- en: see whether it is to be recovered: fuhua finance reverse V16
INSERT INTO breach (id, contract_id, item, basis, on_date, stop_on) VALUES (2, 2, 'duties', '检查记录', '2023-09-05', '2023-10-01');
