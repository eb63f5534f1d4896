-- P1 has 5,000 from the special fund, of which 3,000 are paid; P2 started on
-- 2023-06-01; P4 was stopped on 2023-07-01. Evaluations allow every payment.

INSERT INTO project (id, org_id, title, on_date, grant_fen, source) VALUES (4, 1, '社区食堂', '2023-06-01', 100000, 'donation');
INSERT INTO evaluation (id, incubation_id, project_id, stage, year, on_date, result, body) VALUES
  (7, NULL, 1, 'closing', NULL, '2023-07-01', 'pass', NULL), (8, NULL, 1, 'closing', NULL, '2023-07-02', 'pass', NULL),
  (9, NULL, 2, 'midterm', NULL, '2023-06-01', 'pass', NULL), (10, NULL, 4, 'midterm', NULL, '2023-06-01', 'pass', NULL),
  (11, NULL, 4, 'close', NULL, '2023-07-01', 'fail', NULL);
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source, project_id) VALUES
  (15, '2023-08-01', 'out', 200000, 'grant', 'special-fund', 1), (16, '2023-06-01', 'out', 100, 'grant', 'donation', 2),
  (20, '2023-07-01', 'out', 100, 'grant', 'donation', 4);

-- breaks: V17 V18 V19 V21
-- zh: fuhua edit P1 --grant 金额 | 不写 --source 即用该来源 | 开始日期,不能拨付;核对 --date | 不能再拨付;核对 --date
-- en: fuhua edit P1 --grant YUAN | leave --source out to use it | too early for a payment; check --date | nothing more is paid; check --date
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source, project_id) VALUES
  (17, '2023-08-02', 'out', 1, 'grant', 'special-fund', 1), (18, '2023-08-03', 'out', 1, 'grant', 'donation', 1),
  (19, '2023-05-31', 'out', 100, 'grant', 'donation', 2), (21, '2023-07-02', 'out', 1, 'grant', 'donation', 4);
