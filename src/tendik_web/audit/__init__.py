"""The one history: chained entries that nobody can change without being found."""
