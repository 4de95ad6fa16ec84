"""The least change of a list, in words and as data: what ``tendik check --repair`` adds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tendik.cli.output import Speaker
from tendik.errors import N_, Infeasible, Message
from tendik.language import render


@dataclass(frozen=True)
class Repaired:
    """One list and its repair; where there is none, the reason in ``problem``."""

    party: Any
    repair: Any = None
    problem: Message | None = None

    @property
    def data(self) -> Mapping[str, Any]:
        """The repair as JSON."""
        if self.repair is None:
            return {"list": self.party.id, "problem": self.problem.code if self.problem else ""}
        return {
            "list": self.party.id,
            "order": list(self.repair.order),
            "moved": list(self.repair.moved),
            "displacement": self.repair.displacement,
            "replaced": list(self.repair.replaced),
            "newcomers": [
                {"place": newcomer.place, "groups": sorted(newcomer.groups)}
                for newcomer in self.repair.newcomers
            ],
            "additions": self.repair.additions,
            "only_new": self.repair.only_new,
        }

    def lines(self, law: Any, say: Speaker) -> list[str]:
        """The repair in words."""
        from tendik.quota.words import runs

        name = say.text(self.party.name)
        if self.repair is None:
            return [f"{name}: {render(self.problem, say.language)}" if self.problem else name]
        parts = []
        if self.repair.moved:
            parts.append(say(N_("move rows {rows}"), rows=runs(self.repair.moved)))
        if self.repair.replaced:
            parts.append(
                say(
                    N_("no order of these names complies; replace rows {rows}"),
                    rows=runs(self.repair.replaced),
                )
            )
        for newcomer in self.repair.newcomers:
            groups = [law.groups[key].label for key in law.groups if key in newcomer.groups]
            if newcomer.place:
                parts.append(
                    say(N_("place {place}: a new name from {groups}"), place=newcomer.place, groups=groups)
                )
        if self.repair.additions:
            parts.append(say(N_("or add members of the groups: {count}"), count=self.repair.additions))
        lines = [f"{name}: " + ("; ".join(parts) or say(N_("nothing to change")))]
        if any(row is None for row in self.repair.order) or self.repair.moved:
            order = ", ".join("+" if row is None else str(row) for row in self.repair.order)
            lines.append("  " + say(N_("the new order, by rows: {order}"), order=order))
        return lines


def repaired(law: Any, party: Any) -> Repaired:
    """The repair of ``party``, or why there is none."""
    from tendik import quota

    try:
        return Repaired(party, quota.repair(law, party))
    except Infeasible as error:
        return Repaired(party, problem=error.message)
