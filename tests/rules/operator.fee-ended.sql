-- A fee of the contract's last day; then one of the day after, and one of a day
-- before any contract.

UPDATE evaluation SET void_reason = '误记' WHERE id = 92;
UPDATE operator_contract SET to_on = '2023-10-31' WHERE id = 2;
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source) VALUES (15, '2023-10-31', 'out', 100, 'service-fee', 'budget');
INSERT INTO voucher_evidence (id, voucher_id, evidence) VALUES (2, 15, 'E4');

-- breaks: V12 V15
-- zh: 不再付运营服务费 | 还没有开始履行的委托协议
-- en: and no fee is dated | no contract had begun
UPDATE voucher SET on_date = '2023-11-01' WHERE id = 15;
UPDATE operator_contract SET from_on = '2023-06-16' WHERE id = 1;
