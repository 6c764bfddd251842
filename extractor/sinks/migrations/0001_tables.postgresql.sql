-- One row an article: where it was saved, when and by whom it was published, and its text. The folded columns are null where folding for search changes nothing.
CREATE TABLE articles (
  number bigint NOT NULL,
  id text NOT NULL,
  headline text,
  headline_origin text,
  date text,
  date_precision text,
  date_raw text,
  date_origin text,
  modified text,
  modified_precision text,
  modified_raw text,
  modified_origin text,
  publisher text,
  publisher_domain text,
  publisher_origin text,
  publisher_organisation_key text,
  language text,
  description text,
  direction text NOT NULL,
  schema_version text NOT NULL,
  document_path text,
  document_member text,
  document_media_type text,
  document_encoding text,
  document_format text NOT NULL,
  document_sha256 text NOT NULL,
  document_size bigint NOT NULL,
  url text,
  canonical_url text,
  saved_at text,
  extractor_name text NOT NULL,
  extractor_version text NOT NULL,
  record_sha256 text NOT NULL,
  first_seen timestamptz NOT NULL,
  last_changed timestamptz NOT NULL,
  date_conflicts jsonb,
  modified_conflicts jsonb,
  folded_headline text,
  blocks jsonb NOT NULL,
  text text NOT NULL,
  folded_text text,
  PRIMARY KEY (number),
  UNIQUE (id)
);
CREATE INDEX articles_by_date ON articles (date);
CREATE INDEX articles_by_publisher_domain ON articles (publisher_domain);

-- One row a body, over all articles: joined by the gazetteer's key, else by the folded name. Name, kind, country and acronym are as the article `named_by` has them: the one with the least id of those that name the body, whatever the order of loading.
CREATE TABLE organisations (
  id text NOT NULL,
  name text NOT NULL,
  key text,
  kind text,
  country text,
  acronym text,
  named_by text NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX organisations_by_name ON organisations (name);

-- Who wrote an article.
CREATE TABLE authors (
  article bigint NOT NULL,
  position bigint NOT NULL,
  name text NOT NULL,
  origin text NOT NULL,
  PRIMARY KEY (article, position),
  FOREIGN KEY (article) REFERENCES articles (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

-- Whom an article names as its own source.
CREATE TABLE credits (
  article bigint NOT NULL,
  position bigint NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  evidence text NOT NULL,
  organisation_key text,
  PRIMARY KEY (article, position),
  FOREIGN KEY (article) REFERENCES articles (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX credits_by_name ON credits (name);

-- Captions of pictures.
CREATE TABLE captions (
  article bigint NOT NULL,
  position bigint NOT NULL,
  text text NOT NULL,
  image_url text,
  PRIMARY KEY (article, position),
  FOREIGN KEY (article) REFERENCES articles (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

-- What a reader of the record must know.
CREATE TABLE warnings (
  article bigint NOT NULL,
  position bigint NOT NULL,
  code text NOT NULL,
  message text NOT NULL,
  PRIMARY KEY (article, position),
  FOREIGN KEY (article) REFERENCES articles (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

-- The bodies that an article names; `id` is the name inside the record.
CREATE TABLE article_organisations (
  article bigint NOT NULL,
  position bigint NOT NULL,
  organisation_id text NOT NULL,
  id text NOT NULL,
  name text NOT NULL,
  canonical_name text,
  key text,
  kind text,
  country text,
  acronym text,
  PRIMARY KEY (article, id),
  FOREIGN KEY (article) REFERENCES articles (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (organisation_id) REFERENCES organisations (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX article_organisations_by_organisation_id_article ON article_organisations (organisation_id, article);

-- Every place where an article names a body.
CREATE TABLE organisation_mentions (
  article bigint NOT NULL,
  organisation text NOT NULL,
  position bigint NOT NULL,
  field text NOT NULL,
  start_offset bigint NOT NULL,
  end_offset bigint NOT NULL,
  text text NOT NULL,
  PRIMARY KEY (article, organisation, position),
  FOREIGN KEY (article) REFERENCES articles (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

-- Attributed speech; a quote inside another one has its `parent`.
CREATE TABLE quotes (
  article bigint NOT NULL,
  position bigint NOT NULL,
  parent text,
  id text NOT NULL,
  kind text NOT NULL,
  text text NOT NULL,
  medium text NOT NULL,
  cue_field text,
  cue_start_offset bigint,
  cue_end_offset bigint,
  cue_text text,
  speaker text,
  speaker_role text,
  speaker_kind text,
  speaker_organisation_id text,
  speaker_link text,
  speaker_mention_field text,
  speaker_mention_start_offset bigint,
  speaker_mention_end_offset bigint,
  speaker_mention_text text,
  PRIMARY KEY (article, id),
  FOREIGN KEY (article) REFERENCES articles (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX quotes_by_speaker ON quotes (speaker);

-- The printed parts of a quote.
CREATE TABLE quote_segments (
  article bigint NOT NULL,
  quote text NOT NULL,
  position bigint NOT NULL,
  field text NOT NULL,
  start_offset bigint NOT NULL,
  end_offset bigint NOT NULL,
  text text NOT NULL,
  PRIMARY KEY (article, quote, position),
  FOREIGN KEY (article) REFERENCES articles (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

-- Figures; `folded_measure` is the form under which measures are compared.
CREATE TABLE statistics (
  article bigint NOT NULL,
  position bigint NOT NULL,
  folded_measure text,
  id text NOT NULL,
  kind text NOT NULL,
  bound text NOT NULL,
  value numeric,
  low numeric,
  high numeric,
  denominator numeric,
  measure text,
  population text,
  place text,
  direction text,
  quote_id text,
  unit_code text,
  unit_system text,
  unit_text text,
  period_start text,
  period_end text,
  period_text text,
  field text NOT NULL,
  start_offset bigint NOT NULL,
  end_offset bigint NOT NULL,
  evidence text NOT NULL,
  PRIMARY KEY (article, id),
  FOREIGN KEY (article) REFERENCES articles (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX statistics_by_folded_measure ON statistics (folded_measure);

-- Other places that give the same figure.
CREATE TABLE statistic_mentions (
  article bigint NOT NULL,
  statistic text NOT NULL,
  position bigint NOT NULL,
  field text NOT NULL,
  start_offset bigint NOT NULL,
  end_offset bigint NOT NULL,
  text text NOT NULL,
  PRIMARY KEY (article, statistic, position),
  FOREIGN KEY (article) REFERENCES articles (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

-- How a figure stands to another one of the same article.
CREATE TABLE comparisons (
  article bigint NOT NULL,
  statistic text NOT NULL,
  position bigint NOT NULL,
  role text NOT NULL,
  other text NOT NULL,
  PRIMARY KEY (article, statistic, position),
  FOREIGN KEY (article) REFERENCES articles (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

-- What an article's own figures say about each other.
CREATE TABLE checks (
  article bigint NOT NULL,
  position bigint NOT NULL,
  kind text NOT NULL,
  verdict text NOT NULL,
  message text NOT NULL,
  stated double precision NOT NULL,
  computed double precision NOT NULL,
  PRIMARY KEY (article, position),
  FOREIGN KEY (article) REFERENCES articles (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX checks_by_verdict ON checks (verdict);

-- The figures that a check is about.
CREATE TABLE check_statistics (
  article bigint NOT NULL,
  check_position bigint NOT NULL,
  position bigint NOT NULL,
  statistic text NOT NULL,
  PRIMARY KEY (article, check_position, position),
  FOREIGN KEY (article) REFERENCES articles (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
