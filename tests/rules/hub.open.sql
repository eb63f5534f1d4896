-- HB1 opened on 2022-03-01; it may close.

INSERT INTO activity (id, kind, title, on_date, hub_id) VALUES (4, 'station', '入户', '2022-03-01', 1);
UPDATE hub SET closed_on = '2023-07-01' WHERE id = 1;
INSERT INTO activity (id, kind, title, on_date, hub_id) VALUES (5, 'station', '入户', '2023-06-30', 1);

-- breaks: N5 N6 N7
-- zh: 不在城区街道社工站设立期间
-- en: is not in the life of 城区街道社工站
INSERT INTO activity (id, kind, title, on_date, hub_id) VALUES (6, 'station', '入户', '2022-02-28', 1), (7, 'station', '入户', '2023-07-01', 1);
UPDATE hub SET closed_on = '2023-06-30' WHERE id = 1;
