"""A large invented set, for trials of speed; it says everywhere that it is invented."""
