-- 2022Q4 and 2023Q1 are closed, 2023Q2 is open again. Numbers and notes may change.

UPDATE voucher SET note = '讲师费', number = '记-3' WHERE id = 4;

-- breaks: PD1:V2@J4 PD2:V7@J4 PD2:V10@J4 PD2:V15@J4
-- zh: 在未结账的季度冲销:fuhua finance reverse
-- en: correct it in an open quarter: fuhua finance reverse
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source) VALUES (15, '2023-01-20', 'in', 100, 'earned', 'service-income');
UPDATE voucher SET amount_fen = 2000001 WHERE id = 2;
UPDATE voucher SET void_reason = '误记' WHERE id = 7;
UPDATE voucher SET on_date = '2023-03-31' WHERE id = 10;
