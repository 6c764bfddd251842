-- One row an article: where it was saved, when and by whom it was published, and its text. The folded columns are null where folding for search changes nothing.
CREATE TABLE articles (
  number BIGINT NOT NULL,
  id VARCHAR NOT NULL,
  headline VARCHAR,
  headline_origin VARCHAR,
  date VARCHAR,
  date_precision VARCHAR,
  date_raw VARCHAR,
  date_origin VARCHAR,
  modified VARCHAR,
  modified_precision VARCHAR,
  modified_raw VARCHAR,
  modified_origin VARCHAR,
  publisher VARCHAR,
  publisher_domain VARCHAR,
  publisher_origin VARCHAR,
  publisher_organisation_key VARCHAR,
  language VARCHAR,
  description VARCHAR,
  direction VARCHAR NOT NULL,
  schema_version VARCHAR NOT NULL,
  document_path VARCHAR,
  document_member VARCHAR,
  document_media_type VARCHAR,
  document_encoding VARCHAR,
  document_format VARCHAR NOT NULL,
  document_sha256 VARCHAR NOT NULL,
  document_size BIGINT NOT NULL,
  url VARCHAR,
  canonical_url VARCHAR,
  saved_at VARCHAR,
  extractor_name VARCHAR NOT NULL,
  extractor_version VARCHAR NOT NULL,
  record_sha256 VARCHAR NOT NULL,
  first_seen VARCHAR NOT NULL,
  last_changed VARCHAR NOT NULL,
  date_conflicts VARCHAR,
  modified_conflicts VARCHAR,
  folded_headline VARCHAR,
  blocks VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  folded_text VARCHAR
);

-- One row a body, over all articles: joined by the gazetteer's key, else by the folded name. Name, kind, country and acronym are as the article `named_by` has them: the one with the least id of those that name the body, whatever the order of loading.
CREATE TABLE organisations (
  id VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  key VARCHAR,
  kind VARCHAR,
  country VARCHAR,
  acronym VARCHAR,
  named_by VARCHAR NOT NULL
);

-- Who wrote an article.
CREATE TABLE authors (
  article BIGINT NOT NULL,
  position BIGINT NOT NULL,
  name VARCHAR NOT NULL,
  origin VARCHAR NOT NULL
);

-- Whom an article names as its own source.
CREATE TABLE credits (
  article BIGINT NOT NULL,
  position BIGINT NOT NULL,
  name VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  evidence VARCHAR NOT NULL,
  organisation_key VARCHAR
);

-- Captions of pictures.
CREATE TABLE captions (
  article BIGINT NOT NULL,
  position BIGINT NOT NULL,
  text VARCHAR NOT NULL,
  image_url VARCHAR
);

-- What a reader of the record must know.
CREATE TABLE warnings (
  article BIGINT NOT NULL,
  position BIGINT NOT NULL,
  code VARCHAR NOT NULL,
  message VARCHAR NOT NULL
);

-- The bodies that an article names; `id` is the name inside the record.
CREATE TABLE article_organisations (
  article BIGINT NOT NULL,
  position BIGINT NOT NULL,
  organisation_id VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  canonical_name VARCHAR,
  key VARCHAR,
  kind VARCHAR,
  country VARCHAR,
  acronym VARCHAR
);

-- Every place where an article names a body.
CREATE TABLE organisation_mentions (
  article BIGINT NOT NULL,
  organisation VARCHAR NOT NULL,
  position BIGINT NOT NULL,
  field VARCHAR NOT NULL,
  start_offset BIGINT NOT NULL,
  end_offset BIGINT NOT NULL,
  text VARCHAR NOT NULL
);

-- Attributed speech; a quote inside another one has its `parent`.
CREATE TABLE quotes (
  article BIGINT NOT NULL,
  position BIGINT NOT NULL,
  parent VARCHAR,
  id VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  medium VARCHAR NOT NULL,
  cue_field VARCHAR,
  cue_start_offset BIGINT,
  cue_end_offset BIGINT,
  cue_text VARCHAR,
  speaker VARCHAR,
  speaker_role VARCHAR,
  speaker_kind VARCHAR,
  speaker_organisation_id VARCHAR,
  speaker_link VARCHAR,
  speaker_mention_field VARCHAR,
  speaker_mention_start_offset BIGINT,
  speaker_mention_end_offset BIGINT,
  speaker_mention_text VARCHAR
);

-- The printed parts of a quote.
CREATE TABLE quote_segments (
  article BIGINT NOT NULL,
  quote VARCHAR NOT NULL,
  position BIGINT NOT NULL,
  field VARCHAR NOT NULL,
  start_offset BIGINT NOT NULL,
  end_offset BIGINT NOT NULL,
  text VARCHAR NOT NULL
);

-- Figures; `folded_measure` is the form under which measures are compared.
CREATE TABLE statistics (
  article BIGINT NOT NULL,
  position BIGINT NOT NULL,
  folded_measure VARCHAR,
  id VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  bound VARCHAR NOT NULL,
  value DOUBLE,
  low DOUBLE,
  high DOUBLE,
  denominator DOUBLE,
  measure VARCHAR,
  population VARCHAR,
  place VARCHAR,
  direction VARCHAR,
  quote_id VARCHAR,
  unit_code VARCHAR,
  unit_system VARCHAR,
  unit_text VARCHAR,
  period_start VARCHAR,
  period_end VARCHAR,
  period_text VARCHAR,
  field VARCHAR NOT NULL,
  start_offset BIGINT NOT NULL,
  end_offset BIGINT NOT NULL,
  evidence VARCHAR NOT NULL
);

-- Other places that give the same figure.
CREATE TABLE statistic_mentions (
  article BIGINT NOT NULL,
  statistic VARCHAR NOT NULL,
  position BIGINT NOT NULL,
  field VARCHAR NOT NULL,
  start_offset BIGINT NOT NULL,
  end_offset BIGINT NOT NULL,
  text VARCHAR NOT NULL
);

-- How a figure stands to another one of the same article.
CREATE TABLE comparisons (
  article BIGINT NOT NULL,
  statistic VARCHAR NOT NULL,
  position BIGINT NOT NULL,
  role VARCHAR NOT NULL,
  other VARCHAR NOT NULL
);

-- What an article's own figures say about each other.
CREATE TABLE checks (
  article BIGINT NOT NULL,
  position BIGINT NOT NULL,
  kind VARCHAR NOT NULL,
  verdict VARCHAR NOT NULL,
  message VARCHAR NOT NULL,
  stated DOUBLE NOT NULL,
  computed DOUBLE NOT NULL
);

-- The figures that a check is about.
CREATE TABLE check_statistics (
  article BIGINT NOT NULL,
  check_position BIGINT NOT NULL,
  position BIGINT NOT NULL,
  statistic VARCHAR NOT NULL
);
