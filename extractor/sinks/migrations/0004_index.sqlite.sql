-- The full-text index gathers up to 16 MB of a batch before it writes (a segment a batch instead of several), and merges segments sixteen at a
-- time instead of four: half of the writing of a large load. Searches read at most fifteen segments of each size.
INSERT INTO articles_fts (articles_fts, rank) VALUES ('hashsize', 16777216);
INSERT INTO articles_fts (articles_fts, rank) VALUES ('automerge', 0);
