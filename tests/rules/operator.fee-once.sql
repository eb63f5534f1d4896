-- X3 supports V12. V15 is reversed, so E4 may support another.

UPDATE budget_line SET amount_fen = 2000000, reason = '追加' WHERE id = 2;
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source, reverses) VALUES
  (15, '2023-11-01', 'out', 100, 'service-fee', 'budget', NULL), (16, '2023-11-02', 'out', -100, 'service-fee', 'budget', 15),
  (17, '2023-11-03', 'out', 100, 'service-fee', 'budget', NULL);
INSERT INTO voucher_evidence (id, voucher_id, evidence) VALUES (2, 15, 'E4'), (3, 17, 'E4');

-- breaks: V18 V19
-- zh: 已是 V12 的付款依据 | 已是 V17 的付款依据
-- en: supports V12 already | supports V17 already
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source) VALUES
  (18, '2023-11-04', 'out', 100, 'service-fee', 'budget'), (19, '2023-11-05', 'out', 100, 'service-fee', 'budget');
INSERT INTO voucher_evidence (id, voucher_id, evidence) VALUES (4, 18, 'X3'), (5, 19, 'E4'), (6, 19, 'E92');
