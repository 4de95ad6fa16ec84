"""Files to save: how an answer is sent as one, and in which forms a page offers it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from django.http import Http404, HttpResponse

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "svg": "image/svg+xml",
    "png": "image/png",
}

Answer = TypeVar("Answer")
Writer = Callable[[Answer], bytes]


def attachment(content: bytes, name: str, form: str) -> HttpResponse:
    """A file to save, called ``tendik-{name}.{form}``."""
    headers = {"Content-Disposition": f'attachment; filename="tendik-{name}.{form}"'}
    return HttpResponse(content, content_type=TYPES[form], headers=headers)


class Forms(Generic[Answer]):
    """The forms in which an answer can be saved, each with what writes it."""

    def __init__(self) -> None:
        self._writers: dict[str, Writer[Answer]] = {}

    def __call__(self, form: str) -> Callable[[Writer[Answer]], Writer[Answer]]:
        """Register the decorated function, which writes an answer in ``form``."""

        def register(writer: Writer[Answer]) -> Writer[Answer]:
            self._writers[form] = writer
            return writer

        return register

    def known(self, form: str) -> None:
        """Raise ``Http404`` for a form that nobody writes."""
        if form not in self._writers:
            raise Http404(form)

    def send(self, answer: Answer, name: str, form: str) -> HttpResponse:
        """``answer`` as a file in a known ``form``."""
        return attachment(self._writers[form](answer), name, form)
