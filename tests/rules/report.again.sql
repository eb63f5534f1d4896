-- One with its reason, one after a void one, and another period may follow.

INSERT INTO issued_report (id, report, period, start_on, end_on, year_on, on_date, actor, entry, head, lang, replaces, reason, void_reason, sha256, content) VALUES
  (2, 'quarterly', '2023Q3', '2023-07-01', '2023-09-30', '2022-10-01', '2023-10-01', '周敏', 1, printf('%064d', 1), 'zh', NULL, NULL, NULL, printf('%064d', 0), '{}'),
  (3, 'quarterly', '2023Q3', '2023-07-01', '2023-09-30', '2022-10-01', '2023-10-02', '周敏', 1, printf('%064d', 1), 'zh', 'R2', '更正', NULL, printf('%064d', 0), '{}'),
  (4, 'monthly', '2023-09', '2023-09-01', '2023-09-30', '2022-10-01', '2023-10-02', '周敏', 1, printf('%064d', 1), 'zh', NULL, NULL, '页码', printf('%064d', 0), '{}'),
  (5, 'monthly', '2023-09', '2023-09-01', '2023-09-30', '2022-10-01', '2023-10-02', '周敏', 1, printf('%064d', 1), 'zh', NULL, NULL, NULL, printf('%064d', 0), '{}');

-- breaks: R6
-- zh: 2023Q3 季报已出具为 R3(2023-10-02);再次出具加 --reason
-- en: was issued as R3 on 2023-10-02; to issue it again add --reason
INSERT INTO issued_report (id, report, period, start_on, end_on, year_on, on_date, actor, entry, head, lang, sha256, content) VALUES
  (6, 'quarterly', '2023Q3', '2023-07-01', '2023-09-30', '2022-10-01', '2023-10-03', '周敏', 1, printf('%064d', 1), 'zh', printf('%064d', 0), '{}');
