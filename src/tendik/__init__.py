"""Tendik: from a promise of equality to a seat, a figure and a rank.

The rooms are imported by name (``from tendik import laws, seats, quota``); nothing
heavy is loaded before it is used.
"""

from importlib.metadata import version

__version__ = version("tendik")
__all__ = ["__version__"]
