-- Donations and the custody of O2 are spent to the last fen, then beyond.

INSERT INTO voucher (id, on_date, direction, amount_fen, category, source, org_id) VALUES
  (15, '2023-08-01', 'out', 1700000, 'office', 'donation', NULL), (16, '2023-08-01', 'out', 600000, 'custody-out', 'custody', 2);

-- breaks: V17 V18
-- zh: 核对金额、日期和 --source
-- en: check amount, date and --source
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source, org_id, party) VALUES
  (17, '2023-09-01', 'out', 1, 'office', 'donation', NULL, NULL), (18, '2023-09-01', 'out', 1, 'custody-out', 'custody', 2, NULL),
  (19, '2023-09-02', 'in', 100, 'donated', 'donation', NULL, '热心企业');
