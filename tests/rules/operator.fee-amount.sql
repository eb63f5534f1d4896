-- The second contract comes to 30,000 yuan.

INSERT INTO voucher (id, on_date, direction, amount_fen, category, source) VALUES (15, '2023-11-01', 'out', 3000000, 'service-fee', 'budget');
INSERT INTO voucher_evidence (id, voucher_id, evidence) VALUES (2, 15, 'E4');

-- breaks: V16
-- zh: 超过协议金额
-- en: more than its
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source) VALUES (16, '2023-11-02', 'out', 1, 'service-fee', 'budget');
INSERT INTO voucher_evidence (id, voucher_id, evidence) VALUES (3, 16, 'E92');
