-- A grant and its source go together.

UPDATE project SET grant_fen = NULL, source = NULL WHERE id = 2;

-- breaks: P1 P3
-- zh: --grant 金额 --source 来源
-- en: --grant YUAN --source SOURCE
UPDATE project SET source = NULL WHERE id = 1;
UPDATE project SET source = 'donation' WHERE id = 3;
