"""Files that belong to records: kept by digest, opened in a cell, served to whom the record shows itself."""
