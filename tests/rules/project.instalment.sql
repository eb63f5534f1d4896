-- P1 passed its midterm evaluation on 2023-05-15, after the first payment.

INSERT INTO voucher (id, on_date, direction, amount_fen, category, source, project_id) VALUES
  (15, '2023-05-15', 'out', 100000, 'grant', 'special-fund', 1);

-- breaks: V16 V17
-- zh: 先评估:fuhua project evaluate P1 --stage 中期评估 | 合格后再拨:fuhua project evaluate P2
-- en: evaluate it first: fuhua project evaluate P1 --stage midterm | until one passes: fuhua project evaluate P2
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source, project_id) VALUES
  (16, '2023-06-01', 'out', 50000, 'grant', 'special-fund', 1), (17, '2023-07-01', 'out', 100, 'grant', 'donation', 2);
INSERT INTO evaluation (id, incubation_id, project_id, stage, year, on_date, result, body) VALUES
  (7, NULL, 2, 'midterm', NULL, '2023-06-20', 'fail', NULL);
