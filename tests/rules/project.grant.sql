-- P1 has 5,000 from the special fund, of which 3,000 are paid; P2 started on 2023-06-01.

INSERT INTO voucher (id, on_date, direction, amount_fen, category, source, project_id) VALUES
  (15, '2023-08-01', 'out', 200000, 'grant', 'special-fund', 1), (16, '2023-06-01', 'out', 100, 'grant', 'donation', 2);

-- breaks: V17 V18 V19
-- zh: fuhua edit P1 --grant 金额 | 不写 --source 即用该来源 | 核对 --date
-- en: fuhua edit P1 --grant YUAN | leave --source out to use it | check --date
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source, project_id) VALUES
  (17, '2023-08-02', 'out', 1, 'grant', 'special-fund', 1), (18, '2023-08-03', 'out', 1, 'grant', 'donation', 1),
  (19, '2023-05-31', 'out', 100, 'grant', 'donation', 2);
