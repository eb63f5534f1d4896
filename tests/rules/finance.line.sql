-- Activities have 1,000 yuan in Y2 and cost 800 so far; the fee has just what it cost.

INSERT INTO voucher (id, on_date, direction, amount_fen, category, source) VALUES (15, '2023-08-01', 'out', 20000, 'activity', 'budget');

-- breaks: Y2:activity@J4 Y2:service-fee@J4
-- zh: 超出部分须有理由
-- en: what exceeds it needs a reason
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source) VALUES (16, '2023-08-02', 'out', 1, 'activity', 'budget');
UPDATE budget_line SET amount_fen = 999999, reason = '压缩' WHERE id = 2;
