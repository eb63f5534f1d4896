-- Calendar years of the plan: 2021 to 2024.
-- today: 2025-01-10

INSERT INTO voucher (id, on_date, direction, amount_fen, category, source) VALUES (15, '2024-12-31', 'in', 100, 'earned', 'service-income');

-- breaks: V16 V17
-- zh: 用 --date 写明日期
-- en: give the date with --date
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source) VALUES
  (16, '2020-12-31', 'in', 100, 'earned', 'service-income'), (17, '2025-01-01', 'in', 100, 'earned', 'service-income');
