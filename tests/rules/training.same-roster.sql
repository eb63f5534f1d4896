-- On T1 are M1, who came, and M2, who did not. One person alone, others beside
-- them, or the same who came otherwise, are other rosters.

INSERT INTO person (id, name) VALUES (3, '白桂兰');
INSERT INTO training (id, title, form, on_date) VALUES
  (3, '甲', 'lecture', '2022-04-01'), (4, '乙', 'lecture', '2022-04-02'), (5, '丙', 'lecture', '2022-04-03'), (6, '丁', 'lecture', '2022-04-04');
INSERT INTO attendance (id, training_id, person_id, category, status) VALUES
  (3, 3, 1, 'certified', 'present'),
  (4, 4, 1, 'certified', 'present'), (5, 4, 2, 'other', 'absent'), (6, 4, 3, 'volunteer', 'present'),
  (7, 5, 1, 'certified', 'absent'), (8, 5, 2, 'other', 'absent'),
  (9, 6, 1, 'volunteer', 'present');

-- breaks: T4 T6
-- zh: fuhua show T1
-- en: fuhua show T1
UPDATE attendance SET void_reason = '误记' WHERE id = 6;
INSERT INTO attendance (id, training_id, person_id, category, status) VALUES (10, 6, 2, 'uncertified', 'absent');
