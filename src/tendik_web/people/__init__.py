"""The bodies of a country, and the people who hold its roles."""
