"""Results as documents to print and sign, one module a document."""

from tendik.reports.check import check_page
from tendik.reports.count import count_page
from tendik.reports.page import FORMS, Page, Part
from tendik.reports.reform import reform_page

__all__ = ["FORMS", "Page", "Part", "check_page", "count_page", "reform_page"]
