"""Pictures, one module each: Vega-Lite specifications drawn to SVG and PNG without a browser."""

from tendik.charts.hemicycle import Group, hemicycle
from tendik.charts.render import Picture

__all__ = ["Group", "Picture", "hemicycle"]
