"""The roles that a person can have, each with its scope."""

from __future__ import annotations

from typing import Literal

from django.db import models
from django.utils.translation import gettext_lazy as _

Scope = Literal["body", "country", "platform"]


class Role(models.TextChoices):
    """What a person is here; a membership says where and from when to when."""

    VIEWER = "viewer", _("Viewer")
    CONTRIBUTOR = "contributor", _("Contributor")
    APPROVER = "approver", _("Approver")
    SECRETARIAT = "secretariat", _("Secretariat")
    STATISTICIAN = "statistician", _("Statistician")
    AUDITOR = "auditor", _("Auditor")
    COUNTRY_ADMIN = "country_admin", _("Country administrator")
    HUB_EDITOR = "hub_editor", _("Hub editor")
    PLATFORM_ADMIN = "platform_admin", _("Platform administrator")


SCOPES: dict[Role, Scope] = {
    Role.VIEWER: "body",
    Role.CONTRIBUTOR: "body",
    Role.APPROVER: "body",
    Role.SECRETARIAT: "country",
    Role.STATISTICIAN: "country",
    Role.AUDITOR: "country",
    Role.COUNTRY_ADMIN: "country",
    Role.HUB_EDITOR: "platform",
    Role.PLATFORM_ADMIN: "platform",
}

APPOINTED = {Role.COUNTRY_ADMIN, Role.AUDITOR, Role.HUB_EDITOR, Role.PLATFORM_ADMIN}
"""Roles that the platform's administrators give: those who give roles, and those who watch them."""

SYSTEM = "system"
"""The role of the platform itself, which loads what comes with it; no person has it."""
