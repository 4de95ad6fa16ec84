"""The verb of the synthetic set."""
