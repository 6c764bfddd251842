-- What people ask of the tables. A day is the first ten characters of an ISO 8601 date. Persons' ages and plain durations are no statistics.

-- Figures with what they measure and when they were published.
CREATE VIEW statistics_over_time AS
SELECT s.folded_measure, s.measure, substr(a.date, 1, 10) AS day, s.period_start, s.period_end, s.kind, s.value, s.low, s.high, s.denominator,
  s.bound, s.unit_code, s.unit_text, s.population, s.place, s.direction, s.evidence, a.publisher, a.headline, a.id AS article_id
FROM statistics AS s JOIN articles AS a ON a.number = s.article
WHERE s.kind NOT IN ('age', 'duration');

-- Who was quoted by whom: a row a quote.
CREATE VIEW quoted AS
SELECT q.speaker, q.speaker_role, q.speaker_kind, o.name AS organisation, o.id AS organisation_id, a.publisher, substr(a.date, 1, 10) AS day,
  q.kind, q.text, a.headline, a.id AS article_id
FROM quotes AS q
JOIN articles AS a ON a.number = q.article
LEFT JOIN article_organisations AS n ON n.article = q.article AND n.id = q.speaker_organisation_id
LEFT JOIN organisations AS o ON o.id = n.organisation_id;

-- Bodies that articles name together: a row an article and pair.
CREATE VIEW organisations_together AS
SELECT DISTINCT one.name AS organisation, two.name AS other, one.id AS organisation_id, two.id AS other_id, a.id AS article_id,
  substr(a.date, 1, 10) AS day, a.publisher, a.headline
FROM article_organisations AS first
JOIN article_organisations AS second ON second.article = first.article AND second.organisation_id > first.organisation_id
JOIN organisations AS one ON one.id = first.organisation_id
JOIN organisations AS two ON two.id = second.organisation_id
JOIN articles AS a ON a.number = first.article;

-- Articles whose own numbers contradict each other.
CREATE VIEW contradictions AS
SELECT c.kind, c.message, c.stated, c.computed, a.publisher, substr(a.date, 1, 10) AS day, a.headline, a.id AS article_id
FROM checks AS c JOIN articles AS a ON a.number = c.article
WHERE c.verdict = 'contradictory';

-- Articles by the agency they credit.
CREATE VIEW agency_articles AS
SELECT c.name AS agency, c.evidence, a.publisher, substr(a.date, 1, 10) AS day, a.headline, a.id AS article_id
FROM credits AS c JOIN articles AS a ON a.number = c.article
WHERE c.kind = 'agency';
