"""From YAML text to a checked file; every problem is named with its line and field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from reprlib import Repr
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from tendik.errors import N_, BadInput, Message, Problem


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader, in C where PyYAML has it; ``on`` is a word, as in YAML 1.2, not "true"."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in _Loader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def _that_exists(construct: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """A constructor that names the line of a day or number that cannot be, such as 2023-02-30."""

    def checked(loader: Any, node: Any) -> Any:
        try:
            return construct(loader, node)
        except (ValueError, OverflowError):
            reason = f"there is no such day or number: {node.value[:40]}"
            raise yaml.constructor.ConstructorError(None, None, reason, node.start_mark) from None

    return checked


for _tag in ("timestamp", "int", "float"):
    _name = f"tag:yaml.org,2002:{_tag}"
    _Loader.add_constructor(_name, _that_exists(_Loader.yaml_constructors[_name]))

_SHORT = Repr()
_SHORT.maxlevel, _SHORT.maxother = 2, 80

_SENTENCES = {
    "missing": N_("This field is required: {field}."),
    "extra_forbidden": N_("This field is not known here: {field}. Check its spelling."),
    "union_tag_not_found": N_("A rule needs the field: kind."),
}


def text_of(path: Path) -> str:
    """The text of a file.

    Raises
    ------
    BadInput
        If it is not in UTF-8, or cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        template = N_("The file is not in UTF-8. Save it in that encoding.")
    except OSError:
        template = N_("The file cannot be read.")
    raise BadInput([Problem(Message("law.unreadable", template), path.name)])


def parse(text: str, model: type[BaseModel] | None, file: str) -> Any:
    """Read ``text`` as YAML and check it against ``model`` (or return it as it is).

    Raises
    ------
    BadInput
        With one problem for each thing wrong: the line as row, the field as column.
    """
    try:
        node = yaml.compose(text, Loader=_Loader)
        data = yaml.load(text, Loader=_Loader)  # noqa: S506  (a safe loader)
        twice = list(_repeated_keys(node, file)) if node is not None else []
    except yaml.YAMLError as error:
        raise BadInput([_broken(error, file)]) from None
    except RecursionError:
        template = N_("The fields of the file lie too deep in each other, or one holds itself.")
        raise BadInput([Problem(Message("law.deep", template), file)]) from None
    if twice:
        raise BadInput(twice)
    if model is None:
        return data
    try:
        return model.model_validate(data if data is not None else {})
    except ValidationError as error:
        raise BadInput([_problem(detail, node, file) for detail in error.errors()]) from None


def refused(error: ValidationError, text: str, file: str, path: tuple[int | str, ...]) -> list[Problem]:
    """What is wrong with what stands at ``path`` of a file, of which a model was made afterwards."""
    node = yaml.compose(text, Loader=_Loader)
    details = [{**detail, "loc": (*path, *detail["loc"])} for detail in error.errors()]
    return [_problem(detail, node, file) for detail in details]


def place_of(text: str, path: Sequence[int | str]) -> tuple[int, str]:
    """The line (from 1) and the dotted field of ``path`` in the text of a file."""
    return line(yaml.compose(text, Loader=_Loader), path)


def line(node: yaml.Node | None, path: Sequence[int | str]) -> tuple[int, str]:
    """The line (from 1) and the dotted field of ``path``, as far as the file has it."""
    found, fields = node, []
    for part in path:
        child = _child(found, part)
        if child is None:
            continue  # a tag of a union, or a field that is missing
        found = child
        fields.append(str(part + 1 if isinstance(part, int) else part))
    return (found.start_mark.line + 1 if found is not None else 1), ".".join(fields)


def _child(node: yaml.Node | None, part: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(part)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        child: yaml.Node = node.value[part]
        return child
    return None


def _problem(detail: Any, node: yaml.Node | None, file: str) -> Problem:
    row, field = line(node, detail["loc"])
    kind = detail["type"]
    name = str(detail["loc"][-1]) if detail["loc"] else ""
    if kind == "union_tag_invalid":
        context = detail["ctx"]
        kinds = sorted(word.strip(" '") for word in context["expected_tags"].split(","))
        near = get_close_matches(context["tag"], kinds, 1)
        template = N_(
            "This kind of rule is not known: {value}. The nearest is {near}. The kinds are: {kinds}."
        )
        values = {"value": context["tag"], "near": near[0] if near else "–", "kinds": kinds}
        message = Message(f"law.{kind}", template, values)
    elif kind in _SENTENCES:
        message = Message(f"law.{kind}", _SENTENCES[kind], {"field": name})
    else:
        template = N_("This value does not fit here: {value}. Reason: {reason}.")
        message = Message(
            "law.value",
            template,
            {"value": _short(detail["input"]), "reason": detail["msg"].removeprefix("Value error, ")},
        )
    return Problem(message, file, row, field or name)


def _short(value: Any) -> str:
    return (value if isinstance(value, str) else _SHORT.repr(value))[:80]


def _broken(error: yaml.YAMLError, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    template = N_("The file is not valid YAML here: {reason}.")
    reason = getattr(error, "problem", None) or str(error).split("\n")[0]
    return Problem(Message("law.yaml", template, {"reason": reason}), file, mark.line + 1 if mark else None)


def _repeated_keys(node: yaml.Node, file: str, known: set[int] | None = None) -> Iterator[Problem]:
    """Fields that stand twice in one place; what is named by an alias is looked at once."""
    known = set() if known is None else known
    if id(node) in known:
        return
    known.add(id(node))
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                template = N_("This field stands twice: {field}. Keep one.")
                message = Message("law.twice", template, {"field": key.value})
                yield Problem(message, file, key.start_mark.line + 1, key.value)
            seen.add(key.value)
            yield from _repeated_keys(value, file, known)
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _repeated_keys(child, file, known)
