-- Full-text search over headline and text (its first 200,000 characters: a tsvector has at most 1 MB), folded like the words of a query: extractor.search.folded_query.
ALTER TABLE articles ADD COLUMN search tsvector GENERATED ALWAYS AS (
  setweight(to_tsvector('simple', coalesce(folded_headline, headline, '')), 'A')
  || setweight(to_tsvector('simple', CASE WHEN octet_length(coalesce(folded_text, text)) <= 200000 THEN coalesce(folded_text, text)
    ELSE left(coalesce(folded_text, text), 200000) END), 'B')
) STORED;
-- New entries wait in a list of up to 32 MB, so that a load sorts many at once.
CREATE INDEX articles_search ON articles USING gin (search) WITH (gin_pending_list_limit = 32768);
