"""Records of every kind: read, and with a token created, changed, withdrawn."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status
from pydantic import create_model

from tendik_web.api import schemas
from tendik_web.api.auth import viewer, writer
from tendik_web.api.paging import Page, cut
from tendik_web.countries import registry
from tendik_web.history.actions.note_download import note_download
from tendik_web.records import rows
from tendik_web.records.actions.change import change
from tendik_web.records.actions.create import create
from tendik_web.records.actions.withdraw import withdraw
from tendik_web.records.kinds import KINDS, Kind
from tendik_web.records.shown import shown
from tendik_web.records.text import TextField

if TYPE_CHECKING:
    from tendik_web.records.models import Record

FAULTS = {401: schemas.Problems, 403: schemas.Problems, 404: schemas.Problems, 422: schemas.Problems}


class Withdrawal(schemas.Strict):
    """Which version is withdrawn, and why."""

    version: int
    reason: str = Field(max_length=2_000)


def router(kind: Kind) -> Router:
    """The routes of one kind, below ``/{country}/{kind}``; ``all`` for what countries share."""
    api = Router(tags=[kind.name])
    one = schemas.record(kind)
    many: type[Schema] = create_model(
        f"{kind.model.__name__}Page",
        __base__=Schema,
        records=(list[one], ...),
        next=(str | None, None),  # type: ignore[valid-type]
    )
    new, changed = schemas.writing(kind, new=True), schemas.writing(kind, new=False)
    name = kind.name

    def listed(request: HttpRequest, country: str, page: Query[Page]) -> Any:
        who, code = viewer(request), _code(country)
        found, following = cut(request, rows.visible_to(who, code, name), page)
        if code and (who.roles(code) or who.roles(None)):
            note_download(who, code, f"api-{name}", request.path, request.GET.urlencode())
        return {"records": _plain(request, country, kind, found), "next": following}

    def read(request: HttpRequest, country: str, id: str) -> Any:
        return _plain(request, country, kind, [rows.get(viewer(request), _code(country), name, id)])[0]

    def created(request: HttpRequest, country: str, sent: new) -> Any:  # type: ignore[valid-type]
        record = create(writer(request), _code(country), name, _values(kind, sent))
        return Status(201, _plain(request, country, kind, [record])[0])

    def written(request: HttpRequest, country: str, id: str, sent: changed) -> Any:  # type: ignore[valid-type]
        values = _values(kind, sent)
        record = change(writer(request), _code(country), name, id, values.pop("version"), values)
        return _plain(request, country, kind, [record])[0]

    def withdrawn(request: HttpRequest, country: str, id: str, sent: Withdrawal) -> Any:
        record = withdraw(writer(request), _code(country), name, id, sent.version, sent.reason)
        return _plain(request, country, kind, [record])[0]

    both = FAULTS | {409: schemas.Problems}
    label = name.replace("_", " ")
    for path, method, function, response, words in (
        ("/", api.get, listed, {200: many, **FAULTS}, f"List each {label}"),
        ("/", api.post, created, {201: one, **FAULTS}, f"Create one {label}"),
        ("/{id}", api.get, read, {200: one, **FAULTS}, f"Read one {label}"),
        ("/{id}", api.patch, written, {200: one, **both}, f"Change one {label}"),
        ("/{id}/withdraw", api.post, withdrawn, {200: one, **both}, f"Withdraw one {label}"),
    ):
        method(
            f"/{{country}}/{name}{path}",
            response=response,
            summary=words,
            operation_id=f"{function.__name__}_{name}",
        )(function)
    return api


ROUTERS = {name: router(kind) for name, kind in sorted(KINDS.items())}


def _code(country: str) -> str | None:
    """The code of the country of an address; nothing for ``all``.

    Raises
    ------
    tendik.errors.NotFound
        No such country is here.
    """
    return None if country == "all" else registry.get(country).iso3


def _plain(request: HttpRequest, country: str, kind: Kind, records: "list[Record]") -> list[dict[str, Any]]:
    texts = [name for name, field in kind.columns.items() if isinstance(field, TextField)]
    values = shown(viewer(request), _code(country), kind, records)
    return [
        {"id": record.pk, "kind": kind.name}
        | found
        | {name: found[name] or None for name in (*texts, "source")}
        for record, found in zip(records, values, strict=True)
    ]


def _values(kind: Kind, sent: Schema) -> dict[str, Any]:
    """What was sent, as actions take it; what was left out stays as it is."""
    given = sent.model_dump(exclude_unset=True, exclude_none=False)
    for name, value in given.items():
        field = kind.columns.get(name)
        if isinstance(field, TextField):
            given[name] = {key: version for key, version in (value or {}).items() if version is not None}
        elif name == "source":
            given[name] = {key: text for key, text in (value or {}).items() if text}
    return given
