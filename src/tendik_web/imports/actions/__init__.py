"""What changes imports, and through them records: one verb a module."""
