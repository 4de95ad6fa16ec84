"""Pictures, one module each, drawn by Vega-Lite on the server."""

from tendik.charts.card import Node, card
from tendik.charts.hemicycle import Group, hemicycle
from tendik.charts.pillars import Bar, Pillar, pillars
from tendik.charts.render import Picture
from tendik.charts.trend import Line, Point, trend

__all__ = [
    "Bar",
    "Group",
    "Line",
    "Node",
    "Picture",
    "Pillar",
    "Point",
    "card",
    "hemicycle",
    "pillars",
    "trend",
]
