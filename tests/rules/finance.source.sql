-- Running costs may be paid from donations, not from the special fund.

INSERT INTO voucher (id, on_date, direction, amount_fen, category, source) VALUES (15, '2023-08-01', 'out', 100, 'personnel', 'donation');

-- breaks: V16 V17
-- zh: 用 --source 写明这些来源之一
-- en: name one of these with --source
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source) VALUES
  (16, '2023-08-01', 'out', 100, 'personnel', 'special-fund'), (17, '2023-08-01', 'in', 100, 'earned', 'donation');
