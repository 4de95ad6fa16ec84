"""The pages of bodies and people."""
