-- M1 is 甘晓岚 of 春风社工服务中心, M2 is 马海宁 without a unit. Another unit is
-- another person.

INSERT INTO person (id, name, unit) VALUES (3, '甘晓岚', '松柏志愿者协会');

-- breaks: M4 M5
-- zh: fuhua person merge M1 {subject} | fuhua person merge M2 {subject}
-- en: fuhua person merge M1 {subject} | fuhua person merge M2 {subject}
INSERT INTO person (id, name, name_key, unit) VALUES
  (4, '甘 晓岚', '甘晓岚', '春风　社工服务中心'), (5, '马海宁', NULL, '城区街道');
