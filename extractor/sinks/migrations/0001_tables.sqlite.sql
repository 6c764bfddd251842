-- One row an article: where it was saved, when and by whom it was published, and its text. The folded columns are null where folding for search changes nothing.
CREATE TABLE articles (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  headline TEXT,
  headline_origin TEXT,
  date TEXT,
  date_precision TEXT,
  date_raw TEXT,
  date_origin TEXT,
  modified TEXT,
  modified_precision TEXT,
  modified_raw TEXT,
  modified_origin TEXT,
  publisher TEXT,
  publisher_domain TEXT,
  publisher_origin TEXT,
  publisher_organisation_key TEXT,
  language TEXT,
  description TEXT,
  direction TEXT NOT NULL,
  schema_version TEXT NOT NULL,
  document_path TEXT,
  document_member TEXT,
  document_media_type TEXT,
  document_encoding TEXT,
  document_format TEXT NOT NULL,
  document_sha256 TEXT NOT NULL,
  document_size INTEGER NOT NULL,
  url TEXT,
  canonical_url TEXT,
  saved_at TEXT,
  extractor_name TEXT NOT NULL,
  extractor_version TEXT NOT NULL,
  record_sha256 TEXT NOT NULL,
  first_seen TEXT NOT NULL,
  last_changed TEXT NOT NULL,
  date_conflicts TEXT,
  modified_conflicts TEXT,
  folded_headline TEXT,
  blocks TEXT NOT NULL,
  text TEXT NOT NULL,
  folded_text TEXT,
  UNIQUE (id)
) STRICT;
CREATE INDEX articles_by_date ON articles (date);
CREATE INDEX articles_by_publisher_domain ON articles (publisher_domain);

-- One row a body, over all articles: joined by the gazetteer's key, else by the folded name. Name, kind, country and acronym are as the article `named_by` has them: the one with the least id of those that name the body, whatever the order of loading.
CREATE TABLE organisations (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  key TEXT,
  kind TEXT,
  country TEXT,
  acronym TEXT,
  named_by TEXT NOT NULL,
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX organisations_by_name ON organisations (name);

-- Who wrote an article.
CREATE TABLE authors (
  article INTEGER NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  origin TEXT NOT NULL,
  PRIMARY KEY (article, position),
  FOREIGN KEY (article) REFERENCES articles (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Whom an article names as its own source.
CREATE TABLE credits (
  article INTEGER NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  evidence TEXT NOT NULL,
  organisation_key TEXT,
  PRIMARY KEY (article, position),
  FOREIGN KEY (article) REFERENCES articles (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX credits_by_name ON credits (name);

-- Captions of pictures.
CREATE TABLE captions (
  article INTEGER NOT NULL,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  image_url TEXT,
  PRIMARY KEY (article, position),
  FOREIGN KEY (article) REFERENCES articles (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- What a reader of the record must know.
CREATE TABLE warnings (
  article INTEGER NOT NULL,
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  PRIMARY KEY (article, position),
  FOREIGN KEY (article) REFERENCES articles (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- The bodies that an article names; `id` is the name inside the record.
CREATE TABLE article_organisations (
  article INTEGER NOT NULL,
  position INTEGER NOT NULL,
  organisation_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  canonical_name TEXT,
  key TEXT,
  kind TEXT,
  country TEXT,
  acronym TEXT,
  PRIMARY KEY (article, id),
  FOREIGN KEY (article) REFERENCES articles (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (organisation_id) REFERENCES organisations (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX article_organisations_by_organisation_id_article ON article_organisations (organisation_id, article);

-- Every place where an article names a body.
CREATE TABLE organisation_mentions (
  article INTEGER NOT NULL,
  organisation TEXT NOT NULL,
  position INTEGER NOT NULL,
  field TEXT NOT NULL,
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (article, organisation, position),
  FOREIGN KEY (article) REFERENCES articles (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Attributed speech; a quote inside another one has its `parent`.
CREATE TABLE quotes (
  article INTEGER NOT NULL,
  position INTEGER NOT NULL,
  parent TEXT,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  medium TEXT NOT NULL,
  cue_field TEXT,
  cue_start_offset INTEGER,
  cue_end_offset INTEGER,
  cue_text TEXT,
  speaker TEXT,
  speaker_role TEXT,
  speaker_kind TEXT,
  speaker_organisation_id TEXT,
  speaker_link TEXT,
  speaker_mention_field TEXT,
  speaker_mention_start_offset INTEGER,
  speaker_mention_end_offset INTEGER,
  speaker_mention_text TEXT,
  PRIMARY KEY (article, id),
  FOREIGN KEY (article) REFERENCES articles (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX quotes_by_speaker ON quotes (speaker);

-- The printed parts of a quote.
CREATE TABLE quote_segments (
  article INTEGER NOT NULL,
  quote TEXT NOT NULL,
  position INTEGER NOT NULL,
  field TEXT NOT NULL,
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (article, quote, position),
  FOREIGN KEY (article) REFERENCES articles (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Figures; `folded_measure` is the form under which measures are compared.
CREATE TABLE statistics (
  article INTEGER NOT NULL,
  position INTEGER NOT NULL,
  folded_measure TEXT,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  bound TEXT NOT NULL,
  value ANY CHECK (typeof(value) <> 'text'),
  low ANY CHECK (typeof(low) <> 'text'),
  high ANY CHECK (typeof(high) <> 'text'),
  denominator ANY CHECK (typeof(denominator) <> 'text'),
  measure TEXT,
  population TEXT,
  place TEXT,
  direction TEXT,
  quote_id TEXT,
  unit_code TEXT,
  unit_system TEXT,
  unit_text TEXT,
  period_start TEXT,
  period_end TEXT,
  period_text TEXT,
  field TEXT NOT NULL,
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  evidence TEXT NOT NULL,
  PRIMARY KEY (article, id),
  FOREIGN KEY (article) REFERENCES articles (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX statistics_by_folded_measure ON statistics (folded_measure);

-- Other places that give the same figure.
CREATE TABLE statistic_mentions (
  article INTEGER NOT NULL,
  statistic TEXT NOT NULL,
  position INTEGER NOT NULL,
  field TEXT NOT NULL,
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (article, statistic, position),
  FOREIGN KEY (article) REFERENCES articles (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- How a figure stands to another one of the same article.
CREATE TABLE comparisons (
  article INTEGER NOT NULL,
  statistic TEXT NOT NULL,
  position INTEGER NOT NULL,
  role TEXT NOT NULL,
  other TEXT NOT NULL,
  PRIMARY KEY (article, statistic, position),
  FOREIGN KEY (article) REFERENCES articles (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- What an article's own figures say about each other.
CREATE TABLE checks (
  article INTEGER NOT NULL,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  verdict TEXT NOT NULL,
  message TEXT NOT NULL,
  stated REAL NOT NULL,
  computed REAL NOT NULL,
  PRIMARY KEY (article, position),
  FOREIGN KEY (article) REFERENCES articles (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX checks_by_verdict ON checks (verdict);

-- The figures that a check is about.
CREATE TABLE check_statistics (
  article INTEGER NOT NULL,
  check_position INTEGER NOT NULL,
  position INTEGER NOT NULL,
  statistic TEXT NOT NULL,
  PRIMARY KEY (article, check_position, position),
  FOREIGN KEY (article) REFERENCES articles (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
