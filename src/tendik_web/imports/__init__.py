"""Records out of tables and into tables: previewed row by row, applied whole or not at all, undone in one step."""
