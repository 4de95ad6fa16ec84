"""Pages of the desk, a module each."""
