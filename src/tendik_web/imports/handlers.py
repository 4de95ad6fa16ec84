"""What a worker does with imports.

Each of these actions has its effect once, however often it runs, so that it may change what
it does before the job ends: the progress is seen, and what other jobs need is not locked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from tendik_web.countries import registry
from tendik_web.imports.actions.apply import apply
from tendik_web.imports.actions.preview import preview
from tendik_web.imports.actions.undo import undo
from tendik_web.jobs.registry import Reporter, Work, handler


def address(work: Work, result: Mapping[str, Any]) -> str:  # noqa: ARG001
    """The page of the import."""
    return reverse("import", args=[registry.find(work.country or ""), work.arguments["batch"]])


def done(act: Callable[..., Any], work: Work, progress: Reporter) -> None:
    """Do it, with what is wrong said in the language of who asked."""
    with translation.override(work.arguments["language"]):
        act(work.actor, work.country or "", work.arguments["batch"], progress)


@handler("imports.preview", _("Preview of an import"), address)
def preview_import(work: Work, progress: Reporter) -> None:
    """Judge every row."""
    done(preview, work, progress)


@handler("imports.apply", _("Applying an import"), address)
def apply_import(work: Work, progress: Reporter) -> None:
    """Write every row, or none."""
    done(apply, work, progress)


@handler("imports.undo", _("Undoing an import"), address)
def undo_import(work: Work, progress: Reporter) -> None:
    """Give back what stood before."""
    done(undo, work, progress)
