-- The year has 282,900 yuan.

INSERT INTO budget_line (id, period, line, amount_fen) VALUES (3, 'Y2', 'personnel', 27190000);

-- breaks: Y2@28290001
-- zh: 核对各科目:fuhua finance budget
-- en: check them: fuhua finance budget
INSERT INTO budget_line (id, period, line, amount_fen) VALUES (4, 'Y2', 'office', 1);
