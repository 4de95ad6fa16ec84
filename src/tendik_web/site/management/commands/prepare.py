"""``python -m tendik_web prepare``: make this installation ready to serve."""

from typing import Any

from django.core.management.base import BaseCommand

from tendik_web.site.prepare import prepare


class Command(BaseCommand):
    """Database, static files, built-in data."""

    help = "Bring database, static files and built-in data up to date."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Prepare, and say what was done."""
        prepare(self.stdout.write)
        self.stdout.write("Ready.")
