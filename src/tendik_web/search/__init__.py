"""Search in three languages: one normaliser, one table, the same hits on every database."""
