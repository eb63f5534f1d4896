-- V16 reverses V12, and V22 V21; then a reversal is reversed, V12 a second time,
-- V18 a day early, V14 by half, and V21 is moved.

INSERT INTO voucher (id, on_date, direction, amount_fen, category, source, party, reverses) VALUES
  (16, '2023-08-01', 'out', -1000000, 'service-fee', 'budget', '青松社工机构', 12);
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source) VALUES
  (18, '2023-08-05', 'out', 100, 'tax', 'donation'), (21, '2023-08-10', 'out', 100, 'tax', 'donation');
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source, reverses) VALUES (22, '2023-08-20', 'out', -100, 'tax', 'donation', 21);
UPDATE voucher SET note = '错记', number = '记-7' WHERE id = 21;

-- breaks: V15 V17 V19 V20 V22
-- zh: 本身是冲销 | 已经冲销过 | 不能早于原凭证 | 二者须相等相反
-- en: is itself a reversal | is reversed already | cannot be dated before | equal and opposite
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source, party, org_id, reverses) VALUES
  (15, '2023-08-01', 'out', -120000, 'training', 'budget', NULL, NULL, 9),
  (17, '2023-08-02', 'out', -1000000, 'service-fee', 'budget', '青松社工机构', NULL, 12),
  (19, '2023-08-04', 'out', -100, 'tax', 'donation', NULL, NULL, 18),
  (20, '2023-11-04', 'out', -1000000, 'investment', 'venture-fund', NULL, 1, 14);
UPDATE voucher SET on_date = '2023-08-12' WHERE id = 21;
