"""Tables in and out: CSV, XLSX, candidate lists, BAZI files."""
