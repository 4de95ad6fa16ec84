"""What can be done about people, one verb a module."""
