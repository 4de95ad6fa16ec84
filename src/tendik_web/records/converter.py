"""The identifier of a record in an address."""


class UlidConverter:
    """A ULID, 26 characters."""

    regex = "[0-9A-HJKMNP-TV-Z]{26}"

    def to_python(self, value: str) -> str:
        """The identifier."""
        return value

    def to_url(self, value: str) -> str:
        """The identifier."""
        return value
