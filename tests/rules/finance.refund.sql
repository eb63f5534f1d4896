-- P1 was paid 3,000 from the special fund; activities cost 900, and 100 came back.

INSERT INTO voucher (id, on_date, direction, amount_fen, category, source, project_id, line) VALUES
  (15, '2023-08-01', 'in', 300000, 'refund', 'special-fund', 1, NULL), (16, '2023-08-01', 'in', 80000, 'refund', 'budget', NULL, 'activity');

-- breaks: V17 V18 V19
-- zh: 核对金额和 --source
-- en: check the amount and --source
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source, project_id, line) VALUES
  (17, '2023-08-02', 'in', 1, 'refund', 'special-fund', 1, NULL), (18, '2023-08-02', 'in', 1, 'refund', 'budget', NULL, 'activity'),
  (19, '2023-08-02', 'in', 1, 'refund', 'donation', 1, NULL);
