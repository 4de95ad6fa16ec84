"""Pages of accounts, one a module."""
