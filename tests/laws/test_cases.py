"""Every case beside a law holds, and every rule of the law is needed by one of its cases."""

import pytest

from tendik import laws
from tendik.quota import cases

ALL = [(law, number) for law in laws.available() for number in range(len(laws.cases(law)))]


def case_title(value):
    law, number = value
    return laws.cases(law)[number]["title"]["en"]


@pytest.mark.parametrize("law_and_number", ALL, ids=case_title)
def test_the_case_holds(law_and_number):
    identifier, number = law_and_number
    case = laws.cases(identifier)[number]
    assert cases.run(laws.load(identifier, on=case["on"]), case) == case["expect"]


RULES = sorted(
    {(name, rule.id) for name in laws.available() for law in laws.history(name) for rule in law.rules}
)


@pytest.mark.parametrize(("identifier", "rule"), RULES)
def test_a_case_fails_when_the_rule_is_deleted(identifier, rule):
    failing = []
    for case in laws.cases(identifier):
        law = laws.load(identifier, on=case["on"])
        if rule in {r.id for r in law.rules} and cases.run(law.without(rule), case) != case["expect"]:
            failing.append(case["title"]["en"])
    assert failing, f"no case of {identifier} needs the rule {rule}"
