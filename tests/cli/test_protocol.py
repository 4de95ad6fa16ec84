"""``--protocol FILE``: the form is that of the ending, and another ending is told."""

import io

import pytest
from docx import Document

from tendik.exchange.lists import example_list, template
from tendik.exchange.tables import write_csv

from .program import tendik


def words_of(path):
    paper = Document(io.BytesIO(path.read_bytes()))
    return [cell.text for table in paper.tables for row in table.rows for cell in row.cells]


@pytest.fixture
def checked(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(write_csv(template("en"), example_list("en")))
    return ["check", path, "--law", "kaz-majilis", "--on", "2023-03-19"]


@pytest.mark.parametrize("ending", ["pdf", "PDF"])
def test_check_writes_a_pdf_beside_its_answer(checked, tmp_path, ending):
    run = tendik(*checked, "--protocol", tmp_path / f"p.{ending}")
    assert run.exit_code == 1, run.stderr
    assert "Art. 89(4), part two" in run.stdout
    assert (tmp_path / f"p.{ending}").read_bytes().startswith(b"%PDF")


def test_check_writes_a_docx_in_the_language_asked_for(checked, tmp_path):
    run = tendik(*checked, "--protocol", tmp_path / "p.docx", lang="ru")
    assert run.exit_code == 1, run.stderr
    words = words_of(tmp_path / "p.docx")
    assert "list.csv" in words
    assert any(word.startswith("ст. 89") for word in words)


def test_elect_writes_a_protocol_with_the_tie_that_was_settled(tmp_path):
    votes = tmp_path / "votes.csv"
    votes.write_text("list_id,name,kind,votes,registered_order\na,Alpha,list,500,\nb,Beta,list,500,\n")
    lot = ["--lot", "last-seats=b"]
    run = tendik("elect", votes, "--law", "kaz-kurultai", *lot, "--protocol", tmp_path / "p.docx")
    assert run.exit_code == 0, run.stderr
    words = words_of(tmp_path / "p.docx")
    assert any(word.endswith("chosen as registered earlier: Beta") for word in words)
    assert "73" in words
    run = tendik("elect", "kaz-majilis-2023", "--protocol", tmp_path / "p.pdf")
    assert (tmp_path / "p.pdf").read_bytes().startswith(b"%PDF")


def test_another_ending_is_bad_input_and_nothing_is_written(checked, tmp_path):
    for words in (checked, ["elect", "kaz-majilis-2023"]):
        run = tendik(*words, "--protocol", tmp_path / "p.odt")
        assert run.exit_code == 2
        assert ".pdf, .docx" in run.stderr
        assert "p.odt" in run.stderr
        assert run.stdout == ""
        assert not (tmp_path / "p.odt").exists()


def test_a_folder_that_is_not_there_is_told(checked, tmp_path):
    run = tendik(*checked, "--protocol", tmp_path / "absent" / "p.pdf")
    assert run.exit_code == 2
    assert "cannot be written" in run.stderr
