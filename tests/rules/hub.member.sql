-- O1 was in HB2 to 2023-06-30 and may come again; HB3 takes persons.

INSERT INTO hub_member (id, hub_id, org_id, on_date) VALUES (4, 2, 1, '2023-07-01');
INSERT INTO hub_member (id, hub_id, person_id, on_date, until_on) VALUES (5, 3, 2, '2023-10-10', '2023-10-10');

-- breaks: HM6 HM7 HM8 HM9 HM10
-- zh: 已在服务类学习网络 | 的成员是组织 | 不在公益智库设立期间 | 早于开始日期
-- en: is in 服务类学习网络 already | members of a network are organisations | not in the life of 公益智库 | before the first
INSERT INTO hub_member (id, hub_id, org_id, on_date) VALUES (6, 2, 2, '2023-07-01'), (7, 3, 3, '2023-11-01');
INSERT INTO hub_member (id, hub_id, person_id, on_date, until_on) VALUES (8, 2, 1, '2023-07-01', NULL), (9, 3, 2, '2023-10-09', '2023-10-09'), (10, 3, 2, '2023-11-10', '2023-11-09');
