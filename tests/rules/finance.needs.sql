-- Each lacks one thing, or goes the wrong way.

INSERT INTO voucher (id, on_date, direction, amount_fen, category, source, line) VALUES (15, '2023-08-01', 'in', 100, 'refund', 'budget', 'activity');

-- breaks: V16 V17 V18 V19 V20 V21 V22 V23 V24
-- zh: 用 --out 写金额 | 用 --in 写金额 | 只有退回才写 | --line 须是预算科目 | 用 --party 写明对方 | 用 --org 写明组织 | 二者取一 | 用 --project 写明项目 | 用 --org 或 --project
-- en: with --out | with --in | only a refund names | must be a line of the budget | with --party | the organisation with --org | must name the project with --project | either the project with --project or the budget line | with --org or --project
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source, line) VALUES
  (16, '2023-08-01', 'in', 100, 'training', 'budget', NULL),
  (17, '2023-08-01', 'out', 100, 'appropriation', 'budget', NULL),
  (18, '2023-08-01', 'in', 100, 'earned', 'service-income', 'training'),
  (19, '2023-08-01', 'in', 100, 'refund', 'donation', 'seed-fund'),
  (20, '2023-08-01', 'in', 100, 'donated', 'donation', NULL),
  (21, '2023-08-01', 'in', 100, 'custody-in', 'custody', NULL),
  (22, '2023-08-01', 'out', 100, 'grant', 'donation', NULL),
  (23, '2023-08-01', 'in', 100, 'refund', 'donation', NULL),
  (24, '2023-11-02', 'in', 100, 'returned', 'venture-fund', NULL);
