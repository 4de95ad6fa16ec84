"""The synthetic set: large, invented, marked as such, and never beside real countries."""

import pytest

from tendik.errors import BadInput
from tendik.progress import silent
from tendik_web.access.actors import ANONYMOUS, LOADER
from tendik_web.audit.models import Entry
from tendik_web.audit.verify import verify_all
from tendik_web.commitments.models import Action, Commitment
from tendik_web.countries.models import Country
from tendik_web.records import history, rows
from tendik_web.records.image import image
from tendik_web.records.kinds import find
from tendik_web.synthetic.actions.fill import fill
from tendik_web.synthetic.draw import Size, draw

pytestmark = pytest.mark.django_db
SMALL = {"commitments": 50, "actions": 100, "entries": 1_000}


def test_it_is_whole_says_that_it_is_synthetic_and_stands_as_its_history_says():
    written = fill(LOADER, silent, **SMALL)
    assert written == Entry.objects.count() >= 1_000
    assert not any(verdict.fault for verdict in verify_all([])[0])
    assert (Commitment.objects.count(), Action.objects.count()) == (50, 100)
    assert all(country.synthetic and "QA" in country.name for country in Country.objects.all())
    for record in rows.visible_to(ANONYMOUS, "QAA", "commitment"):
        assert "ynthetic" in record.title.get("en", {}).get("text", "Synthetic")
        assert "invented" in record.source["title"]
    for name in ("action", "commitment", "budget_line"):
        kind = find(name)
        for record in kind.model.objects.all()[:20]:
            assert history.steps(name, record.pk)[-1].after == image(kind, record)


def test_the_same_seed_draws_the_same_set():
    def drawn(seed: int) -> list:
        return [
            (kind.name, record.title, getattr(record, "due", None), sorted(one.key for one in lists))
            for kind, record, lists in (
                (k, r, [o for many in ls.values() for o in many])
                for k, r, ls in draw("QAA", Size(10, 20), seed)
            )
        ]

    assert drawn(1) == drawn(1) != drawn(2)


def test_it_is_not_mixed_with_real_countries(kazakhstan):
    with pytest.raises(BadInput):
        fill(LOADER, silent, **SMALL)
    assert Country.objects.count() == 1
