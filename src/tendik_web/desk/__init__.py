"""The desk: pages for those who work with records of any kind."""
