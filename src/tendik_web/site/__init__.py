"""The shell of the platform: settings, addresses, languages, error pages, commands."""
