"""What the pages of bodies and people ask the database."""
