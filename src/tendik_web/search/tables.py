"""The full-text index of either database: each takes the tokens of a document as they are.

Neither database may cut, fold or stem anything itself, or their hits would differ. On
SQLite an FTS5 table follows ``search_document`` by triggers, in the transaction of each
change, and keeps no text of its own; its ``ascii`` tokenizer cuts at spaces alone, since
tokens hold ASCII letters, digits, and what is not ASCII. On PostgreSQL the array of tokens
is the ``tsvector``, without a parser, in an index over a function; its cost tells the
planner that reading the index is cheaper than computing the function row by row. Every
search reads what was not yet sorted into that index, so little is let wait (kB).
"""

INSTALL = {
    "sqlite": (
        """CREATE VIRTUAL TABLE search_index USING fts5(
               stems, content='search_document', content_rowid='number',
               tokenize='ascii', detail='none', columnsize=0)""",
        """CREATE TRIGGER search_document_added AFTER INSERT ON search_document
           BEGIN INSERT INTO search_index(rowid, stems) VALUES (NEW.number, NEW.stems); END""",
        """CREATE TRIGGER search_document_gone AFTER DELETE ON search_document
           BEGIN INSERT INTO search_index(search_index, rowid, stems)
                 VALUES ('delete', OLD.number, OLD.stems); END""",
        """CREATE TRIGGER search_document_changed AFTER UPDATE ON search_document
           WHEN OLD.number <> NEW.number OR OLD.stems <> NEW.stems
           BEGIN INSERT INTO search_index(search_index, rowid, stems)
                 VALUES ('delete', OLD.number, OLD.stems);
                 INSERT INTO search_index(rowid, stems) VALUES (NEW.number, NEW.stems); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION search_vector(stems text) RETURNS tsvector
           LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 100 AS $$
           BEGIN RETURN array_to_tsvector(string_to_array(stems, ' ')); END $$""",
        """CREATE INDEX search_index ON search_document USING gin (search_vector(stems))
           WITH (gin_pending_list_limit = 128)""",
    ),
}

TIDY = {
    "sqlite": ("ANALYZE search_document",),
    "postgresql": ("ANALYZE search_document", "SELECT gin_clean_pending_list('search_index')"),
}
"""After many changes: without fresh counts of how common each token is, searches are planned badly."""

REMOVE = {
    "sqlite": (
        "DROP TRIGGER search_document_added",
        "DROP TRIGGER search_document_gone",
        "DROP TRIGGER search_document_changed",
        "DROP TABLE search_index",
    ),
    "postgresql": ("DROP INDEX search_index", "DROP FUNCTION search_vector(text)"),
}
"""A migration that changes ``search_document`` removes first and installs after: SQLite makes the
table anew and forgets its triggers."""
