"""The picture of a page shows as much of its title as there is room for."""

import pytest

from tendik.charts.card import Node, card

LONG = "Міндеттемелер – 23, оның ішінде: орындалғаны – 0, мерзімі өткені – 1, мерзіміндегісі – 3, орындау мерзімі көрсетілмегені – 19; ештеңе жазылмағаны – "
CHAIN = (Node("Law", "present"), Node("Proof", "unrecorded"))


@pytest.mark.parametrize(("nodes", "shown"), [((), True), (CHAIN, False)])
def test_the_fifth_line_is_drawn_where_no_chain_follows(nodes: tuple[Node, ...], shown: bool) -> None:
    four, nine = (card(eyebrow="", title=f"{LONG}{number}", nodes=nodes, foot="Tendik") for number in (4, 9))
    assert (four != nine) is shown
