-- Communication and exchange begin on 2022-10-01, think tank and fund on 2023-10-01.

INSERT INTO activity (id, kind, title, on_date) VALUES (4, 'publicity', '宣传', '2022-10-01'), (5, 'salon', '沙龙', '2023-10-01'), (6, 'task', '交办', '2021-10-01');
INSERT INTO resource (id, side, giver, kind, title, on_date) VALUES (3, 'offer', 'media', 'media', '版面', '2022-10-01');

-- breaks: N7 N8 RS4 V15
-- zh: 自第2年度(Y2)起 | 自第3年度(Y3)起
-- en: switches public-welfare communication on from Y2 | switches think tank on from Y3 | switches resource exchange on from Y2 | switches venture-philanthropy fund on from Y3
INSERT INTO activity (id, kind, title, on_date) VALUES (7, 'publicity', '宣传', '2022-09-30'), (8, 'research', '调研', '2023-09-30');
INSERT INTO resource (id, side, giver, kind, title, on_date) VALUES (4, 'offer', 'media', 'media', '版面', '2022-09-30');
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source, party) VALUES (15, '2023-09-30', 'in', 100, 'contribution', 'venture-fund', '慈善会');
