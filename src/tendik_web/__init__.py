"""The platform: what the engines know, as pages, with a history that cannot be rewritten."""
