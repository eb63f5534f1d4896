-- O2 is a resident; O1 graduated on 2023-01-15. What is kept is still paid out.

INSERT INTO voucher (id, on_date, direction, amount_fen, category, source, org_id) VALUES (15, '2023-08-01', 'in', 100, 'custody-in', 'custody', 2);

-- breaks: V16
-- zh: 核对组织和日期
-- en: check organisation and date
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source, org_id) VALUES
  (16, '2023-08-01', 'in', 100, 'custody-in', 'custody', 1), (17, '2023-08-02', 'out', 100, 'custody-out', 'custody', 1);
