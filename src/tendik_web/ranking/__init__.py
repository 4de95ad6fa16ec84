"""The ranking as pages: table, profile, what if, the path to a rank, neighbours, regions."""
