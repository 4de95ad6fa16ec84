"""Django's own commands, for developers: ``python -m tendik_web COMMAND``."""

import os
import sys


def main() -> None:
    """Run the management command named on the command line."""
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tendik_web.site.settings")
    execute_from_command_line(["python -m tendik_web", *sys.argv[1:]])


if __name__ == "__main__":
    main()
