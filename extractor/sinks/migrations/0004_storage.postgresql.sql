-- Long columns lie as they are instead of compressed by pglz, which took a third of the time of loading an article and made the table a sixth
-- smaller. Parts of the text (snippets, spans) are read without the whole; rows that are there already stay as they are.
ALTER TABLE articles
  ALTER COLUMN text SET STORAGE EXTERNAL,
  ALTER COLUMN folded_text SET STORAGE EXTERNAL,
  ALTER COLUMN search SET STORAGE EXTERNAL;
