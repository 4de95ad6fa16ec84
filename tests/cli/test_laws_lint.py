"""``tendik laws lint`` and ``tendik check --repair``."""

import json
import shutil

from tendik.laws.loading import DATA

from .program import tendik


def test_a_sound_law_and_one_with_a_problem(tmp_path):
    path = tmp_path / "my-law.yaml"
    shutil.copy(DATA / "prt/assembly.yaml", path)
    shutil.copy(DATA / "prt/assembly.cases.yaml", tmp_path / "my-law.cases.yaml")
    run = tendik("laws", "lint", path)
    assert run.exit_code == 0
    assert "The law file is sound. Cases that hold: 7." in run.stdout
    path.write_text(path.read_text(encoding="utf-8").replace("of: list", "of: lists", 1), encoding="utf-8")
    run = tendik("laws", "lint", path, "--json")
    assert run.exit_code == 1
    data = json.loads(run.stdout)
    assert not data["sound"]
    (problem,) = data["problems"]
    assert problem["field"] == "rules.1.of"
    assert "each block of <number>" in problem["text"]


def test_a_law_file_of_ones_own_is_used_at_once_and_a_list_repaired(tmp_path):
    path = tmp_path / "my-law.yaml"
    shutil.copy(DATA / "prt/assembly.yaml", path)
    names = tmp_path / "list.csv"
    rows = "".join(
        f"{place},Invented {chr(64 + place)},{sex}\n" for place, sex in enumerate("MMMFF", start=1)
    )
    names.write_text("No,Name,Sex\n" + rows, encoding="utf-8")
    run = tendik("check", names, "--law", path, "--repair", "--json")
    assert run.exit_code == 1
    (repair,) = json.loads(run.stdout)["repairs"]
    assert repair["order"] == [2, 3, 5, 4, 6]
    assert repair["moved"] == [4, 5]
    assert not repair["only_new"]
    words = tendik("check", names, "--law", path, "--repair").stdout
    assert "move rows 4–5" in words
    assert "the new order, by rows: 2, 3, 5, 4, 6" in words


def test_a_repair_that_needs_new_names_says_so(tmp_path):
    names = tmp_path / "list.csv"
    names.write_text("No,Name,Sex\n1,Invented A,M\n2,Invented B,M\n3,Invented C,M\n4,Invented D,M\n")
    run = tendik("check", names, "--law", "cri-asamblea", "--repair")
    assert "no order of these names complies" in run.stdout
    assert "a new name from women" in run.stdout
