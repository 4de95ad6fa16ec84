"""The table of permissions as the documentation shows it."""

from __future__ import annotations

from tendik_web.access.permissions import PERMISSIONS
from tendik_web.access.roles import SCOPES, Role

HEAD = "| what is done | " + " | ".join(role.value for role in Role) + " |"
RULE = "|---|" + "---|" * len(Role)


def markdown() -> str:
    """Each verb in a line, a mark under each role that may do it at a place that its scope covers."""
    scopes = "| *scope* | " + " | ".join(SCOPES[role] for role in Role) + " |"
    lines = [
        f"| `{verb}` | " + " | ".join("•" if role in roles else "" for role in Role) + " |"
        for verb, roles in PERMISSIONS.items()
        if roles
    ]
    return "\n".join([HEAD, RULE, scopes, *lines]) + "\n"


if __name__ == "__main__":
    from pathlib import Path

    file = Path("docs/permissions.md")
    before, _, _ = file.read_text("utf-8").partition("<!-- table -->")
    file.write_text(f"{before}<!-- table -->\n\n{markdown()}", "utf-8")
