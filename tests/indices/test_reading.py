"""A user's own table: what is wrong is said with row and column, the rest is scored."""

from fractions import Fraction

import pytest

from tendik import indices
from tendik.exchange.tables import read_table, write_csv, write_xlsx
from tendik.indices import economies, reading, template

from .tables import GGGI, ROW, edition, needs_gggi, small


def read(text, index=GGGI, **options):
    return reading.read(index, read_table("t.csv", text.encode()), **options)


def told(problems):
    return [(problem.message.code, problem.row, problem.column) for problem in problems]


def whole(**changed):
    """A table with three whole rows; ``KAZ=...`` replaces cells of a row by column."""
    lines = [",".join(["iso3", *GGGI.columns])]
    for economy in ("KAZ", "KGZ", "UZB"):
        row = {name: str(value) for name, value in ROW.items()} | changed.get(economy, {})
        lines.append(",".join([economy, *(row[name] for name in GGGI.columns)]))
    return "\n".join(lines)


def test_a_clean_table_is_scored_as_it_stands():
    found = read(whole())
    assert (found.problems, found.doubts) == ((), ())
    assert GGGI.score(found.table).exact("KAZ") == GGGI.score({"KAZ": ROW}).exact("KAZ")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("high", "index.text"),
        ("1.2.3", "index.text"),
        ("42%", "index.percent-sign"),
        ("42.3", "index.percentage"),
        ("-0.2", "index.negative"),
        ("3.2", "index.turned-cell"),
    ],
)
def test_a_bad_cell_is_said_and_its_economy_is_scored_without_it(cell, code):
    found = read(whole(KGZ={"women_in_parliament": cell}))
    assert told(found.problems) == [(code, 3, "women_in_parliament")]
    scores = GGGI.score(found.table)
    assert set(scores) == {"KAZ", "KGZ", "UZB"}
    without = {name: value for name, value in ROW.items() if name != "women_in_parliament"}
    assert scores.exact("KGZ") == GGGI.score({"KGZ": without}).exact("KGZ")


def test_a_percentage_comes_with_the_ratio_it_would_be():
    found = read(whole(KAZ={"women_in_parliament": "27.4"}))
    assert "0.3774" in str(found.problems[0].message)


def test_a_column_of_percentages_is_said_in_every_row_small_ones_too():
    found = read(
        whole(
            **{
                code: {"women_in_parliament": share}
                for code, share in (("KAZ", "27"), ("KGZ", "20"), ("UZB", "4"))
            }
        )
    )
    assert [(row, code) for code, row, _ in told(found.problems)] == [
        (row, "index.percentage") for row in (2, 3, 4)
    ]


def test_a_survey_score_in_place_of_a_ratio():
    found = read(whole(KAZ={"wage_equality_for_similar_work": "4.9"}))
    assert told(found.problems) == [("index.above-cap", 2, "wage_equality_for_similar_work")]


def test_rates_may_be_far_apart_and_are_truncated():
    found = read(whole(KAZ={"enrolment_in_tertiary_education": "7.1"}))
    assert found.problems == ()
    assert GGGI.score(found.table).subindices["KAZ"]["edu"] > 0.99


def test_a_column_that_seems_turned_round_is_doubted_and_used():
    turned = {
        code: {"literacy_rate": ratio} for code, ratio in (("KAZ", "1.0"), ("KGZ", "1.4"), ("UZB", "1.9"))
    }
    found = read(whole(**turned))
    assert found.problems == ()
    assert told(found.doubts) == [("index.turned", 1, "literacy_rate")]
    assert found.table["UZB"]["literacy_rate"] == Fraction("1.9")


@pytest.mark.parametrize("blank", ["", "-", "..", "n/a", "NaN", "н/д"])
def test_what_means_missing(blank):
    found = read(whole(KAZ={"women_in_parliament": blank}))
    assert found.problems == ()
    assert "women_in_parliament" not in found.table["KAZ"]


def test_two_rows_for_one_economy_by_code_and_by_name():
    found = read(whole().replace("UZB", "Казахстан"))
    assert told(found.problems) == [("index.twice", 4, "iso3")]
    assert set(found.table) == {"KGZ"}


def test_an_unknown_economy_with_what_it_may_be():
    found = read(whole().replace("KGZ", "Kirgizstan"))
    assert told(found.problems) == [("index.unknown-economy", 3, "iso3")]
    assert "Kyrgyzstan" in str(found.problems[0].message)
    assert set(found.table) == {"KAZ", "UZB"}


def test_columns_unknown_and_absent():
    found = read("country;women_in_parliament;happiness\nKAZ;0,3;9\n")
    assert told(found.problems) == [("index.unused-column", 1, "happiness")]
    assert told(found.doubts) == [("index.absent-columns", 1, None)]
    assert found.table == {"KAZ": {"women_in_parliament": Fraction(3, 10)}}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_headings_and_names_in_any_of_the_three_languages(language):
    labels = [GGGI.file.indicators[name].label[language] for name in GGGI.columns]
    rows = [[economies.name("KAZ", language), *(str(ROW[name]) for name in GGGI.columns)]]
    found = reading.read(GGGI, read_table("t.xlsx", write_xlsx(["Ел", *labels], rows, "t")))
    assert (found.problems, found.doubts) == ((), ())
    assert GGGI.score(found.table).exact("KAZ") == GGGI.score({"KAZ": ROW}).exact("KAZ")


def test_units_of_ones_own_need_not_be_economies():
    found = read("unit,x,y,z\nNorth,0.5,0.5,0.5\nNorth,0.1,0.1,0.1\nSouth,1,1,1\n", small(), any_unit=True)
    assert told(found.problems) == [("index.twice", 3, "unit")]
    assert set(found.table) == {"South"}


def test_groups_come_with_the_table():
    found = read("iso3,group,women_in_parliament\nKAZ,a,0.3\nKGZ,b,0.2\n")
    assert found.groups == {"KAZ": "a", "KGZ": "b"}


@pytest.mark.parametrize("name", indices.available())
def test_the_template_of_every_index_reads_back_without_a_problem(name):
    index = indices.load(name)
    data = write_csv(template.headings(index), template.rows(index))
    found = reading.read(index, read_table("t.csv", data), any_unit=index.file.package is None)
    assert (found.problems, found.doubts) == ((), ())
    assert set(found.table) == {"KAZ", "KGZ", "TJK", "TKM", "UZB"}


@needs_gggi
def test_a_whole_edition_written_and_read_again_scores_the_same():
    scores = edition("2023")
    rows = [
        [economies.name(code, "ru"), *(str(cells.get(name, "")) for name in GGGI.columns)]
        for code, cells in (
            (one, dict(zip(GGGI.columns, map(str, scores.table.values[row]), strict=True)))
            for row, one in enumerate(scores.table.economies)
        )
    ]
    found = read(write_csv(template.headings(GGGI), rows).decode("utf-8-sig"))
    assert found.problems == ()
    assert dict(GGGI.score(found.table)) == dict(scores)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("KAZ", "KAZ"), ("kaz", "KAZ"), ("KZ", "KAZ"), ("Kazakhstan", "KAZ"), ("Казахстан", "KAZ")),
        *(("Қазақстан", "KAZ"), ("Республика Казахстан", "KAZ"), ("Kyrgyz Republic", "KGZ")),
        *(("Türkiye", "TUR"), ("Turkey", "TUR"), ("Côte d'Ivoire", "CIV"), ("Cote d’Ivoire", "CIV")),
        *(("Korea, Rep.", "KOR"), ("Congo, Dem. Rep.", "COD"), ("Trinidad and Tobago", "TTO")),
        *(("Bosnia & Herzegovina", "BIH"), ("XKX", "XKX"), ("Германия", "DEU"), ("Германия ", "DEU")),
        *(("Narnia", None), ("", None), ("DDR", None)),
    ],
)
def test_names_of_economies(text, code):
    assert economies.find(text) == code


@needs_gggi
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_economy_of_the_data_has_a_name_that_finds_it(language):
    for code in edition("2023"):
        assert economies.name(code, language) != code
        assert economies.find(economies.name(code, language)) == code
