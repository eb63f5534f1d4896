-- A kind takes its own words, or none.

INSERT INTO activity (id, kind, title, about, on_date) VALUES (4, 'visit', '走访', 'law', '2022-08-01'), (5, 'task', '交办', NULL, '2022-08-01');

-- breaks: N6 N7
-- zh: 走访指导类活动的 --about 可选 | 交办事项类活动不写 --about
-- en: one of: daily | take no --about
INSERT INTO activity (id, kind, title, about, on_date) VALUES (6, 'visit', '走访', 'founding', '2022-08-02'), (7, 'task', '交办', 'law', '2022-08-02');
