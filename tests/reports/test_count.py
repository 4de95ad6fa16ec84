"""The protocol of a count: votes, steps, lots, guarantee, who takes the seats, in three languages."""

import io
from dataclasses import replace
from datetime import date

import pytest
from docx import Document

from tendik import elections, laws, quota
from tendik.elections import Election
from tendik.exchange.example import TOOK_PART, example_votes
from tendik.reports import count_page
from tendik.values import Candidate, Count, PartyList

LANGUAGES = ("kk", "ru", "en")
LAW = laws.load("kaz-majilis", on="2023-03-19")
TIE = Election(
    "votes",
    {"en": "Invented votes"},
    date(2023, 3, 19),
    None,
    tuple(PartyList(name, {"und": name}, votes) for name, votes, _ in example_votes("en")),
    took_part=Count(TOOK_PART),
    digest="feed",
)


def page(election=TIE, language="en", law=LAW, printed=None, **more):
    return count_page(law, election, quota.elect(law, election, **more), language, printed=printed)


def part(found, title):
    return next(one for one in found.parts if one.title == title)


def test_votes_and_mandates_of_2023():
    found = page(elections.load("kaz-majilis-2023"), printed=date(2026, 11, 21))
    seats = part(found, "Votes and mandates")
    assert seats.rows[0] == ["Amanat", "3,431,510", "53.9%", "40"]
    assert seats.rows[-1][0] == "Together"
    assert seats.rows[-1][-1] == "69"
    assert seats.numeric == (False, True, True, True)
    facts = dict(part(found, "What was counted").rows)
    assert facts["Election day"] == "19 March 2023"
    assert facts["Took part"] == "6,366,441"
    assert found.lead == ["Mandates given: 69 of 69."]
    assert "21 November 2026" in found.foot
    assert "digest" in found.foot


def test_every_step_stands_with_its_article():
    outcome = quota.elect(LAW, TIE)
    steps = part(page(), "The count, step by step")
    assert len(steps.rows) == len(outcome.allocation.steps)
    assert steps.rows[1] == ["2", "The threshold is 5% of 1,000,000: 50,000 votes.", "Art. 97-1(1)"]
    assert all(article for _, _, article in steps.rows)


def test_an_open_lot_is_told_with_its_options():
    found = page()
    assert found.lead == ["Mandates given: 68 of 69. A tie is open."]
    (lot,) = part(found, "Ties and lots").rows
    assert lot[0] == "The last mandates"
    assert "Invented list 2, Invented list 3" in lot[1]
    assert part(found, "Who takes the mandates").items == [
        "Who takes the mandates stays open until the tie is settled."
    ]


def test_a_settled_tie_is_on_record_and_changes_the_digest():
    found = page(lots={"last-seats": ["Invented list 3"]})
    (tie,) = part(found, "Ties and lots").rows
    chosen = "the order of registration was not given; chosen as registered earlier: Invented list 3"
    assert tie == ["The last mandates", chosen, "Art. 97-1"]
    assert part(found, "Votes and mandates").rows[2][-1] == "13"
    assert "last-seats=Invented list 3" in found.foot
    other = page(lots={"last-seats": ["Invented list 2"]})
    assert found.foot.split("digest ")[1] != other.foot.split("digest ")[1]


def test_no_lot_and_the_guarantee():
    found = page(elections.load("kaz-majilis-2023"))
    assert part(found, "Ties and lots").items == ["No lot was needed."]
    rows = part(found, "Guaranteed of these mandates").rows
    assert rows[0] == ["women", "0", "69", "69"]
    assert rows[-1][0].startswith("together: women, persons who have not reached twenty-nine")
    assert rows[-1][1:] == ["23", "69", "69"]


def test_a_missing_base_is_said_and_no_share_is_shown():
    found = page(replace(TIE, took_part=Count()))
    assert "is not certain" in found.lead[0]
    assert part(found, "Votes and mandates").headings == ["List", "Votes", "Mandates"]


def test_a_scenario_is_said():
    found = page(law=laws.load("kaz-kurultai"))
    assert found.lead[1] == "The law applied is a scenario that nobody has confirmed."
    assert all(
        article.endswith("(unconfirmed)") for _, _, article in part(found, "The count, step by step").rows
    )


def test_the_chosen_persons_and_a_choice_that_breaks_the_law():
    people = tuple(
        Candidate(f"Person {n}", "female" if n <= 30 else "male", date(1970, 1, 1), False, row=n)
        for n in range(1, 91)
    )
    alone = replace(
        TIE, lists=(PartyList("a", {"en": "Alpha"}, 1000, candidates=people),), took_part=Count(1000)
    )
    good = page(alone, choices={"a": range(1, 70)})
    rows = part(good, "Alpha").rows
    assert (len(rows), rows[0], rows[-1]) == (69, ["1", "Person 1"], ["69", "Person 69"])
    bad = page(alone, choices={"a": range(22, 91)})
    said = part(bad, "Who takes the mandates").items
    assert said[0] == "Those who take the seats break a rule of the law:"
    assert said[1].startswith("Art. 97-1(5), part three: ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_prints_in_every_language(language):
    found = page(language=language)
    reference = {"kk": "97-1-бап", "ru": "ст. 97-1", "en": "Art. 97-1"}[language]
    assert found.pdf().startswith(b"%PDF")
    paper = Document(io.BytesIO(found.docx()))
    words = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert any(reference in word for word in words)
    replay = quota.elect(LAW, TIE).allocation.replay
    assert replay.digest in paper.sections[0].footer.paragraphs[0].text
    assert [cell.text for cell in paper.tables[-1].rows[1].cells] == [""] * 4


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_english_is_left(language):
    english, found = page(), page(language=language)
    assert found.title != english.title
    assert not set(found.lead) & set(english.lead)
    assert not {one.title for one in english.parts} & {one.title for one in found.parts}
    headings = {word for one in english.parts for word in one.headings}
    assert not headings & {word for one in found.parts for word in one.headings}
    terms = {row[0] for row in part(english, "What was counted").rows}
    assert not terms & {row[0] for row in found.parts[0].rows}


def constituency(*written):
    """A council of Jordan, or a seat of Chile: sex and votes of each candidate."""
    people = tuple(
        Candidate(
            name=f"Person {row}",
            sex={"F": "female", "M": "male"}[text.split()[0]],
            attributes={"district": "2", "subparty": "x", "votes": text.split()[1]},
            row=row,
        )
        for row, text in enumerate(written, start=1)
    )
    lists = (PartyList("a", {"en": "Alliance"}, sum(int(t.split()[1]) for t in written), candidates=people),)
    return Election("x", {"en": "Invented"}, date(2021, 5, 16), None, lists)


CHILE = laws.load("chl-convention", on="2021-05-16")


def test_a_lot_among_persons_names_them():
    held = constituency("F 40", "M 30", "F 10", "F 10")
    (lot,) = part(page(held, law=CHILE), "Ties and lots").rows
    assert lot[:2] == ["2: The last persons elected", "open; equal claims: Person 3, Person 4; winners: 1"]
    drawn = page(held, law=CHILE, lots={"2:elected": ["4"]})
    (lot,) = part(drawn, "Ties and lots").rows
    assert lot[:2] == ["2: The last persons elected", "drawn; won by: Person 4"]
    assert lot[2]
    elected = part(drawn, "Alliance").rows
    assert [name for _, name in elected] == ["Person 1", "Person 2", "Person 4"]
    assert part(drawn, "Who takes the mandates").items == ["The law and the votes decide who is elected."]


def test_a_correction_is_a_step_with_its_article():
    steps = part(page(constituency("F 40", "F 30", "F 10", "M 5"), law=CHILE), "The count, step by step").rows
    assert ["1", "Person 3 gives way to Person 4.", "Law 21.216"] in [list(row) for row in steps]


def test_who_was_replaced_by_a_correction_stands_by_itself():
    found = page(constituency("F 40", "F 30", "F 10", "M 5"), law=CHILE)
    assert part(found, "Replaced by a correction of the result").rows == [
        ["Person 3 (Alliance, 3)", "Person 4 (Alliance, 4)", "Law 21.216"]
    ]
    balanced = page(constituency("F 40", "M 30", "F 10"), law=CHILE)
    assert not [one for one in balanced.parts if one.title.startswith("Replaced")]


def test_how_close_it_was_stands_on_the_protocol():
    found = page(elections.load("kaz-majilis-2023"))
    assert part(found, "How close it was").items[0] == (
        "Votes more that would have moved a mandate from Amanat to Respublica: 19,156."
    )
    rows = part(found, "Votes that would have changed the mandates of a list").rows
    assert rows[-1] == ["Baytaq", "180,938", "–"]


def test_seats_beside_have_a_table_of_their_own():
    law = laws.load("uga-parliament")
    general = constituency("M 5", "F 4")
    women = PartyList(
        "w",
        {"en": "Women"},
        0,
        candidates=(
            Candidate(
                name="Woman 9",
                sex="female",
                attributes={"district": "north", "seat": "woman-of-the-district", "votes": "3"},
                row=9,
            ),
        ),
    )
    found = page(replace(general, lists=(*general.lists, women)), law=law)
    assert part(found, "Every district has one woman representative.").rows == [["9", "Woman 9"]]
