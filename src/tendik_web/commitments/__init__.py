"""Promise to proof: who promised what, which law and action answer it, and where the chain breaks."""
