-- O2 is a resident; O1 graduated on 2023-01-15, O8 never entered.

INSERT INTO voucher (id, on_date, direction, amount_fen, category, source, org_id) VALUES (15, '2023-08-01', 'out', 100, 'seed-fund', 'donation', 2);

-- breaks: V16 V17
-- zh: 核对组织和日期
-- en: check organisation and date
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source, org_id) VALUES
  (16, '2023-08-01', 'out', 100, 'seed-fund', 'donation', 1), (17, '2023-08-01', 'out', 100, 'seed-fund', 'donation', 8);
