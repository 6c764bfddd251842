-- Full-text search over headline and text. The index keeps no copy of them; triggers keep it in step with the articles.
-- Words of a query are folded like the text: extractor.search.folded_query.
CREATE VIEW article_search AS
SELECT number, coalesce(folded_headline, headline) AS headline, coalesce(folded_text, text) AS text FROM articles;

CREATE VIRTUAL TABLE articles_fts USING fts5 (
  headline, text, content = 'article_search', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN
  INSERT INTO articles_fts (rowid, headline, text)
  VALUES (new.number, coalesce(new.folded_headline, new.headline), coalesce(new.folded_text, new.text));
END;

CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles BEGIN
  INSERT INTO articles_fts (articles_fts, rowid, headline, text)
  VALUES ('delete', old.number, coalesce(old.folded_headline, old.headline), coalesce(old.folded_text, old.text));
END;

CREATE TRIGGER articles_fts_update AFTER UPDATE OF headline, folded_headline, text, folded_text ON articles BEGIN
  INSERT INTO articles_fts (articles_fts, rowid, headline, text)
  VALUES ('delete', old.number, coalesce(old.folded_headline, old.headline), coalesce(old.folded_text, old.text));
  INSERT INTO articles_fts (rowid, headline, text)
  VALUES (new.number, coalesce(new.folded_headline, new.headline), coalesce(new.folded_text, new.text));
END;
