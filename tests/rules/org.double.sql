-- A name that only contains another one is another name.

INSERT INTO org (id, name, kind) VALUES (9, '新长河文化社', 'unregistered'), (10, '长河', 'unregistered');

-- breaks: O11 O12
-- zh: fuhua org merge O1 {subject} | fuhua org merge O7 {subject}
-- en: fuhua org merge O1 {subject} | fuhua org merge O7 {subject}
INSERT INTO org (id, name, kind) VALUES (11, '春风社工服务中心分站', 'service'), (12, '绿洲环保', 'association');
