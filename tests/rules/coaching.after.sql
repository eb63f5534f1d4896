-- T1 was held on 2022-03-12.

INSERT INTO activity (id, kind, title, on_date, training_id) VALUES (4, 'coaching', '机构内部治理', '2022-03-12', 1);

-- breaks: N3 N5
-- zh: 早于培训 T1 的日期2022-03-21
-- en: is before T1, held on 2022-03-21
UPDATE activity SET void_reason = '误记' WHERE id = 4;
INSERT INTO activity (id, kind, title, on_date, training_id) VALUES (5, 'coaching', '机构内部治理', '2022-03-11', 1);
UPDATE training SET on_date = '2022-03-21' WHERE id = 1;
