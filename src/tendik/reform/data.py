"""A reform chain as plain data, for programs: exact shares, unrounded scores."""

from __future__ import annotations

from typing import Any

from tendik.reform.chain import Chain, Side, Standing


def as_data(chain: Chain) -> dict[str, Any]:
    """Everything of ``chain`` but its sentences, ready for JSON once fractions are texts."""
    return {
        "election": chain.election.id,
        "index": chain.index,
        "edition": chain.edition,
        "economy": chain.economy,
        "published": {"score": chain.published[0], "rank": chain.published[1]},
        "now": _standing(chain.now),
        "law": _side(chain.before),
        "reform": _side(chain.after),
        "replay": {**vars(chain.replay), "digest": chain.replay.digest},
    }


def _side(side: Side) -> dict[str, Any]:
    links = [
        {
            "kind": link.women.kind,
            "women": link.women.women,
            "of": link.women.of,
            "share": link.women.share,
            "ratio": link.ratio,
            "status": link.women.status,
            **_standing(link.standing),
        }
        for link in side.links
    ]
    return {
        "id": side.seats.law.id,
        "version": side.seats.law.version.id,
        "seats": side.seats.allocation.by_list,
        "links": links,
    }


def _standing(one: Standing) -> dict[str, Any]:
    return {
        "political_empowerment": one.pillar,
        "score": one.score,
        "rank": one.rank,
        "rank_interval": [one.interval.best, one.interval.worst],
    }
