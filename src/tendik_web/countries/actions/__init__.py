"""What can be done to a country, one verb a module."""
