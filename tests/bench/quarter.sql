/* The counting queries of `report quarterly Y10Q2`, as an outsider would run them. */
SELECT indicator,
       sum(CASE WHEN on_date BETWEEN '2024-04-01' AND '2024-06-30' THEN quantity ELSE 0 END),
       sum(CASE WHEN on_date BETWEEN '2024-01-01' AND '2024-06-30' THEN quantity ELSE 0 END)
  FROM indicator_fact WHERE on_date BETWEEN '2024-01-01' AND '2024-06-30' GROUP BY indicator;
SELECT count(DISTINCT person_id) FROM attended WHERE on_date BETWEEN '2024-04-01' AND '2024-06-30';
SELECT state, count(*) FROM (SELECT application_id, state, max(rank) FROM case_event WHERE on_date <= '2024-06-30' GROUP BY application_id) GROUP BY state;
SELECT org_id, count(*) FROM service WHERE on_date BETWEEN '2024-04-01' AND '2024-06-30' AND void_reason IS NULL GROUP BY org_id;
