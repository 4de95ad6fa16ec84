"""From the law to the rank: the figures of Kazakhstan, and the index computed a second way."""

from fractions import Fraction

import pytest

from tendik import elections, indices, laws
from tendik.errors import BadInput, NotFound
from tendik.indices import packages
from tendik.reform import compare
from tendik.reform.sentences import heading, rows

ELECTION = elections.load("kaz-majilis-2023")
LAW = laws.load("kaz-majilis", on=ELECTION.date)
REFORM = laws.load("kaz-kurultai")

pytestmark = pytest.mark.skipif(
    not packages.present(indices.load("gggi")),
    reason="the figures of the index are not part of this installation",
)


@pytest.fixture(scope="module")
def chain():
    return compare(LAW, REFORM, ELECTION)


def by_kind(side):
    return {link.women.kind: link for link in reversed(side.links)}


def test_seats_and_women_of_the_law_and_of_the_reform(chain):
    law, reform = by_kind(chain.before), by_kind(chain.after)
    assert [(law[k].women.women, law[k].women.of) for k in ("guaranteed", "joint", "at-most")] == [
        (0, 98),
        (23, 98),
        (98, 98),
    ]
    assert [(reform[k].women.women, reform[k].women.of) for k in ("guaranteed", "joint", "at-most")] == [
        (0, 145),
        (46, 145),
        (145, 145),
    ]
    assert (law["observed"].women.women, law["observed"].women.of) == (19, 98)
    assert "observed" not in reform


def test_figures_that_disagree_each_have_their_own_link(chain):
    observed = [link for link in chain.before.links if link.women.kind == "observed"]
    assert [link.women.women for link in observed] == [19, 18]
    assert len({link.women.source.title for link in observed}) == 2


def test_the_share_is_sdg_5_5_1(chain):
    assert by_kind(chain.before)["observed"].women.share == Fraction(19, 98)


def test_the_ratio_is_women_to_men_and_parity_is_the_cap(chain):
    assert by_kind(chain.before)["observed"].ratio == Fraction(19, 79)
    assert by_kind(chain.after)["at-most"].ratio is None


@pytest.mark.parametrize("women", [0, 19, 46])
def test_the_score_is_the_one_of_the_weights_by_hand(chain, women):
    links = [*chain.before.links, *chain.after.links]
    link = next(link for link in links if link.women.women == women)
    cells = packages.figures(indices.load("gggi"), chain.edition).table["KAZ"]
    parliament = float(link.ratio)
    pillar = (
        0.30975 * min(parliament, 1)
        + 0.24720 * min(cells["women_in_ministerial_positions"], 1)
        + 0.44305 * min(cells["years_with_female_head_of_state"], 1)
    )
    assert link.standing.pillar == pytest.approx(pillar, abs=1e-4)
    assert link.standing.score - chain.now.score == pytest.approx((pillar - chain.now.pillar) / 4, abs=1e-4)


def test_more_women_never_rank_worse(chain):
    for side in (chain.before, chain.after):
        ordered = sorted(side.links, key=lambda link: link.women.share)
        ranks = [link.standing.rank for link in ordered]
        assert ranks == sorted(ranks, reverse=True)


def test_the_rank_lies_in_its_interval(chain):
    for link in (*chain.before.links, *chain.after.links):
        assert link.standing.interval.best <= link.standing.rank <= link.standing.interval.worst
    assert chain.now.interval.best <= chain.published[1] <= chain.now.interval.worst


def test_the_published_standing_is_shown_beside(chain):
    assert chain.published == ("0.721", 62)
    assert chain.edition == "2023"


def test_what_is_assumed_is_said(chain):
    codes = [step.code for step in chain.assumptions]
    assert codes.count("reform.outside") == 1  # 29 single-member seats of the law, none of the reform
    assert codes.count("reform.unconfirmed") == 1
    assert {"reform.ministers", "reform.others", "reform.likely"} <= set(codes)


def test_the_heading_is_the_answer(chain):
    assert str(heading(chain)).startswith("The reform guarantees women 0 of 145 seats")
    assert len(rows(chain.before)) == len(chain.before.links)


def test_an_economy_that_is_not_ranked_is_said():
    with pytest.raises(BadInput, match="XYZ is not ranked"):
        compare(LAW, REFORM, ELECTION, economy="XYZ")


def test_an_edition_without_figures_is_said():
    with pytest.raises(NotFound):
        compare(LAW, REFORM, ELECTION, edition="1999")


def test_votes_that_bring_no_list_a_seat_are_said():
    with pytest.raises(BadInput, match="no list wins a seat"):
        compare(LAW, REFORM, elections.load("chl-convention-2021"))
