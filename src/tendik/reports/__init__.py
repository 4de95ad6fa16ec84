"""Results as documents to print and sign, one module a document."""

from tendik.reports.page import Page, Part
from tendik.reports.reform import reform_page

__all__ = ["Page", "Part", "reform_page"]
