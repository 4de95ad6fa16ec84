"""Index files: found, checked, chosen from."""

import pytest

from tendik import indices
from tendik.errors import BadInput, NotFound
from tendik.indices import template

from .tables import GGGI, OWN, own


def test_the_built_in_indices():
    assert indices.available() == ["eige", "gdi", "gggi", "gii", "kaz-regions"]


def test_the_default_is_the_latest_edition_with_recovered_weights():
    assert GGGI.edition is None
    assert GGGI.weight_set == "recovered"
    assert len(GGGI.columns) == 14
    assert GGGI.nodes == ("epo", "edu", "hs", "pe")


@pytest.mark.parametrize("edition", [2006, "2018", 2025])
def test_editions_by_year(edition):
    assert indices.load("gggi", edition).edition == str(edition)


@pytest.mark.parametrize(
    ("words", "known"),
    [
        (("ggg",), "gggi"),
        (("gggi", 2019), "2020"),
        (("gggi", None, "guessed"), "published, recovered"),
        (("gii", None, None, {"zero_parliament": "none"}), "documentation"),
        (("gii", None, None, {"parliament": "series"}), "zero_parliament"),
    ],
)
def test_what_is_not_there_is_answered_with_what_is(words, known):
    with pytest.raises(NotFound, match=known):
        indices.load(*words)


def test_rules_hold_from_edition_to_edition():
    def income(edition):
        return [
            change.says["en"]
            for change in indices.load("gggi", edition).changes
            if change.indicator == "estimated_earned_income"
        ]

    assert income("2015") == ["Income is capped at 40,000 US dollars (PPP)."]
    assert income("2016") == ["Income is capped at 75,000 US dollars (PPP)."]
    assert income("2020") == ["Income is not capped."]


def test_published_weights_of_education_do_not_sum_to_one_and_that_is_said():
    (warning,) = indices.load("gggi", weights="published").warnings
    assert warning.message.code == "index.weights-sum"
    assert warning.row is not None and "literacy_rate" in warning.column
    assert GGGI.warnings == ()


@pytest.mark.parametrize("name", ["eige", "gdi", "gggi", "gii", "kaz-regions"])
def test_every_text_is_in_three_languages_and_every_source_is_dated(name):
    file = indices.load(name).file
    texts = [file.title, *(one.label for one in (*file.indicators.values(), *file.pillars.values()))]
    texts += [change.says for change in file.changes]
    assert all(set(text) == {"kk", "ru", "en"} for text in texts)
    assert all(source.read for source in file.sources.values())


def test_the_index_in_the_style_of_eige_is_marked_unconfirmed():
    file = indices.load("eige").file
    assert file.status == "unconfirmed"
    assert len(file.indicators) == 31
    domains = [name for name, pillar in file.pillars.items() if pillar.within is None]
    assert (len(domains), len(file.pillars) - len(domains)) == (6, 14)


def test_the_template_is_an_index_that_scores(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(template.own_index(), encoding="utf-8")
    index = indices.load(path)
    scores = index.score({"A": {"employment": 0.8, "unemployment": 1.25, "council": 0.5}})
    # work: .6 * .8 + .4 * (1 / 1.25); decisions: .5; halves
    assert scores["A"] == pytest.approx((0.6 * 0.8 + 0.4 * 0.8 + 0.5) / 2, abs=1e-12)


def test_every_problem_of_a_file_is_told_with_its_line(tmp_path):
    path = tmp_path / "bad.yaml"
    text = (
        OWN.replace("pillar: b", "pillar: c")
        .replace('y: "0.75", ', "")
        .replace("default_weights: mine", "default_weights: yours")
    )
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        indices.load(path)
    told = {(problem.message.code, problem.row) for problem in caught.value.problems}
    line = {part: 1 + text[: text.index(part)].count("\n") for part in ("pillar: c", "yours", "values:")}
    assert told == {
        ("index.nowhere", line["pillar: c"]),
        ("index.nowhere", line["yours"]),
        ("index.no-weight", line["values:"]),
    }


@pytest.mark.parametrize(
    ("before", "after", "field"),
    [
        ('cap: "1", digits: 1, movable: true, source: own}\n  y', "cap: 1.0, source: own}\n  y", "cap"),
        ("ties: distinct", "ties: often", "ties"),
        ("coverage:", "covers:", "coverage"),
    ],
)
def test_a_wrong_field_is_named(tmp_path, before, after, field):
    with pytest.raises(BadInput) as caught:
        own(tmp_path, **{before: after})
    assert any(field in (problem.column or "") for problem in caught.value.problems)


def test_weights_that_do_not_sum_are_said_and_scored_all_the_same(tmp_path):
    index = own(tmp_path, **{'y: "0.75"': 'y: "0.25"'})
    assert [warning.message.code for warning in index.warnings] == ["index.weights-sum"]
    assert index.score({"A": {"x": 0.2, "y": 0.6, "z": 0.5}}).subindices["A"]["a"] == pytest.approx(0.4)


def test_one_thing_changed_is_another_index_with_another_digest():
    other = GGGI.with_steps(aggregate="geometric")
    assert other.digest != GGGI.digest
    assert other.with_steps(aggregate="arithmetic").digest == GGGI.digest
    assert GGGI.with_weights("published").digest == indices.load("gggi", weights="published").digest
    with pytest.raises(NotFound, match="harmonic"):
        GGGI.with_steps(aggregate="best")
