-- A grant and its source go together, and the source is a lawful one.

UPDATE project SET grant_fen = NULL, source = NULL WHERE id = 2;
INSERT INTO project (id, org_id, title, on_date, grant_fen, source) VALUES (4, 2, '夏令营', '2023-07-01', 100000, 'other'), (5, 2, '读书会', '2023-07-01', 100000, 'other');

-- breaks: P3 P4 P5
-- zh: --grant 金额 --source 来源 | 合法来源只有
-- en: --grant YUAN --source SOURCE | lawful are
UPDATE project SET source = 'donation' WHERE id = 3;
UPDATE project SET source = NULL WHERE id = 4;
UPDATE project SET source = 'budget' WHERE id = 5;
