-- RS1 is worth 5,000 yuan, to 2023-11-09.

INSERT INTO resource_match (id, offer_id, need_id, on_date, value_fen) VALUES (2, 1, 2, '2023-11-09', 200000);

-- breaks: RM3 RM4
-- zh: 合计5,000.01元 | 已过截止日期2023-11-09
-- en: come to 5,000.01 yuan | after the last day, 2023-11-09
INSERT INTO resource_match (id, offer_id, need_id, on_date, value_fen) VALUES (3, 1, 2, '2023-11-09', 1), (4, 1, 2, '2023-11-10', 0);
