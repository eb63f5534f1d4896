-- E92 and E94 are passed performances, X6 is a failed exit; X2 was only the first
-- approval. E4 confirmed an evaluation, E2 is only the evaluation.

UPDATE budget_line SET amount_fen = 2000000, reason = '追加' WHERE id = 2;
INSERT INTO evaluation (id, contract_id, stage, period, start_on, end_on, on_date, result, sheet) VALUES
  (94, 2, 'performance', 'Y2', '2022-10-01', '2023-09-30', '2023-10-05', 'pass', 'operator');
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source) VALUES (15, '2023-08-01', 'out', 100, 'service-fee', 'budget'),
  (19, '2023-11-01', 'out', 100, 'service-fee', 'budget');
INSERT INTO voucher_evidence (id, voucher_id, evidence) VALUES (2, 15, 'E92'), (6, 19, 'E4');

-- breaks: V16 V17 V18 V20
-- zh: 须用 --evidence 写明付款依据 | 不能作付款依据
-- en: names its evidence with --evidence | is no evidence
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source) VALUES
  (16, '2023-08-01', 'out', 100, 'service-fee', 'budget'), (17, '2023-08-01', 'out', 100, 'service-fee', 'budget'),
  (18, '2023-11-05', 'out', 100, 'service-fee', 'budget'), (20, '2023-11-02', 'out', 100, 'service-fee', 'budget');
INSERT INTO voucher_evidence (id, voucher_id, evidence) VALUES (3, 17, 'X6'), (4, 18, 'E94'), (5, 18, 'X2'), (7, 20, 'E2');
