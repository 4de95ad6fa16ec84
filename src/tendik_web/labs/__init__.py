"""The engines as pages: what a law guarantees, whether a list complies, what the law says."""
