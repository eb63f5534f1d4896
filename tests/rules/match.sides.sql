-- An offer, then a need, on the day at the earliest.

INSERT INTO resource_match (id, offer_id, need_id, on_date) VALUES (2, 1, 2, '2022-11-12');

-- breaks: RM3 RM4
-- zh: 须一头是资源 | 早于登记日期2022-11-12
-- en: one offer and one need | before 2022-11-12
INSERT INTO resource_match (id, offer_id, need_id, on_date) VALUES (3, 1, 1, '2022-11-20'), (4, 1, 2, '2022-11-11');
