-- Showing and erasing personal data stays on record, whatever becomes of the person.

INSERT INTO person (id, name, void_reason) VALUES (90, '李重名', '重复');
INSERT INTO erasure (id, subject, on_date, reason) VALUES (2, 'M90', '2023-11-02', '本人要求');
INSERT INTO disclosure (id, on_date, shown, reason) VALUES (2, '2023-11-03', 'O1', '核对联系人');

-- breaks: DS2 Q1
-- zh: 它如实留存,无须更正
-- en: it stays as it happened
UPDATE disclosure SET void_reason = '误记' WHERE id = 2;
UPDATE erasure SET void_reason = '误记' WHERE id = 1;
