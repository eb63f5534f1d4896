-- T1 is 机构内部治理 of 2022-03-12: on another day, or void, it may be repeated.

INSERT INTO training (id, title, form, on_date, headcount, void_reason) VALUES
  (3, '机构内部治理', 'lecture', '2022-03-13', 10, NULL), (4, '机构内部治理', 'lecture', '2022-03-12', 10, '误记');

-- breaks: T5 T6
-- zh: fuhua training roster T1
-- en: fuhua training roster T1
INSERT INTO training (id, title, form, on_date, headcount) VALUES
  (5, '机构内部治理', 'salon', '2022-03-12', 11), (6, '机构　内部治理', 'salon', '2022-03-12', 12);
