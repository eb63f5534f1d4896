-- O6 left on 2023-02-20; O8 never entered.

INSERT INTO project (id, org_id, title, on_date, grant_fen, source) VALUES (4, 6, '河岸清洁', '2023-02-20', 100000, 'donation');

-- breaks: P5 P6
-- zh: 去掉 --grant 仍可记录项目
-- en: without --grant the project can be recorded
INSERT INTO project (id, org_id, title, on_date, grant_fen, source) VALUES
  (5, 6, '春耕', '2023-02-21', 100000, 'donation'), (6, 8, '剧社', '2023-06-01', 100000, 'donation');
