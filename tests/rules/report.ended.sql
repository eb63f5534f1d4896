-- The day after is early enough; void ones do not matter.

INSERT INTO issued_report (id, report, period, start_on, end_on, year_on, on_date, actor, entry, head, lang, void_reason, sha256, content) VALUES
  (2, 'quarterly', '2023Q3', '2023-07-01', '2023-09-30', '2022-10-01', '2023-10-01', '周敏', 1, printf('%064d', 1), 'zh', NULL, printf('%064d', 0), '{}'),
  (3, 'monthly', '2023-11', '2023-11-01', '2023-11-30', '2023-10-01', '2023-11-30', '周敏', 1, printf('%064d', 1), 'en', '过早', printf('%064d', 0), '{}');

-- breaks: R4 R5
-- zh: 期满次日起再出具
-- en: issue it from the next day on
INSERT INTO issued_report (id, report, period, start_on, end_on, year_on, on_date, actor, entry, head, lang, sha256, content) VALUES
  (4, 'monthly', '2023-11', '2023-11-01', '2023-11-30', '2023-10-01', '2023-11-30', '周敏', 1, printf('%064d', 1), 'zh', printf('%064d', 0), '{}'),
  (5, 'quarterly', '2023Q4', '2023-10-01', '2023-12-31', '2023-10-01', '2023-11-20', '周敏', 1, printf('%064d', 1), 'zh', printf('%064d', 0), '{}');
