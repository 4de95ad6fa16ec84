"""Series of figures: who counts what, and how it moves."""
