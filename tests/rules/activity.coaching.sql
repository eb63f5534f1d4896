-- N3 continues T1.

INSERT INTO activity (id, kind, title, on_date, training_id) VALUES (4, 'coaching', '公益沙龙', '2023-05-21', 2);

-- breaks: N5 N6
-- zh: fuhua training coach
-- en: fuhua training coach
INSERT INTO activity (id, kind, title, on_date, training_id) VALUES (5, 'coaching', '公益沙龙', '2023-05-21', NULL), (6, 'salon', '公益沙龙', '2023-11-21', 2);
