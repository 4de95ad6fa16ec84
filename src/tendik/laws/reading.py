"""From YAML text to a checked file; every problem is named with its line and field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
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


_SENTENCES = {
    "missing": N_("This field is required: {field}."),
    "extra_forbidden": N_("This field is not known here: {field}. Check its spelling."),
    "union_tag_not_found": N_("A rule needs the field: kind."),
}


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
    except yaml.YAMLError as error:
        raise BadInput([_broken(error, file)]) from None
    twice = list(_repeated_keys(node, file)) if node is not None else []
    if twice:
        raise BadInput(twice)
    if model is None:
        return data
    try:
        return model.model_validate(data if data is not None else {})
    except ValidationError as error:
        raise BadInput([_problem(detail, node, file) for detail in error.errors()]) from None


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
            {"value": str(detail["input"])[:80], "reason": detail["msg"].removeprefix("Value error, ")},
        )
    return Problem(message, file, row, field or name)


def _broken(error: yaml.YAMLError, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    template = N_("The file is not valid YAML here: {reason}.")
    reason = getattr(error, "problem", None) or str(error).split("\n")[0]
    return Problem(Message("law.yaml", template, {"reason": reason}), file, mark.line + 1 if mark else None)


def _repeated_keys(node: yaml.Node, file: str) -> Any:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                template = N_("This field stands twice: {field}. Keep one.")
                message = Message("law.twice", template, {"field": key.value})
                yield Problem(message, file, key.start_mark.line + 1, key.value)
            seen.add(key.value)
            yield from _repeated_keys(value, file)
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _repeated_keys(child, file)
