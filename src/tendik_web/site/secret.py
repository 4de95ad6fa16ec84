"""The secret for signatures: made once, readable by its owner only."""

import os
import secrets
from pathlib import Path


def secret_key(path: Path) -> str:
    """The secret kept at ``path``; the first caller makes it.

    The file appears whole under its name or not at all: of two processes that
    start at once, both read the same secret.
    """
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
