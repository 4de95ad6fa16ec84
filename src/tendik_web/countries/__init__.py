"""The countries that the platform shows."""
