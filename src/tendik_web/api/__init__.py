"""The API: everything public to read; the rest, and writing, with a token of limited scope."""
