"""DOCX and XLSX: no macros, nothing loaded from elsewhere, no properties that name the author."""

import re
from collections.abc import Callable
from xml.etree import ElementTree

from tendik_web.files.inside.archives import Package
from tendik_web.files.inside.refusal import Refused

CONTENT_TYPES = "[Content_Types].xml"
EMBEDDED = "/embeddings/"
OPEN_XML = "application/vnd.openxmlformats-officedocument."
DOCX, XLSX = OPEN_XML + "wordprocessingml.document", OPEN_XML + "spreadsheetml.sheet"
TYPES_SPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
LINKS_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
MACROS = re.compile(r"vbaProject|vbaData|(^|/)(activeX|macrosheets|dialogsheets)/", re.IGNORECASE)
PROPERTIES = "docProps/"
SAVED_AT = re.compile(rb'(<x15ac:absPath\b[^>]*\burl=)("[^"]*"|\'[^\']*\')')
SAVED_BY = re.compile(rb'(<(?:\w+:)?fileSharing\b[^>]*\buserName=)("[^"]*"|\'[^\']*\')')


def media_type(package: Package) -> str:
    """Which of the two it is, by the type of its main part."""
    types = {element.get("ContentType", "") for element in _tree(package, CONTENT_TYPES)}
    for known in (DOCX, XLSX):
        if known + ".main+xml" in types:
            return known
    if any("binary.macroEnabled" in one for one in types):
        raise Refused("kind", ".xlsb")
    if any("macroEnabled" in one for one in types):
        raise Refused("macros")
    raise Refused("kind", ".pptx" if any("presentationml" in one for one in types) else "")


def strip(package: Package) -> None:
    """Take the properties out of ``package``; refuse what acts or is loaded."""
    if any(MACROS.search(name) for name in package) or b"vbaProject" in package[CONTENT_TYPES]:
        raise Refused("macros")
    if any(name.startswith("_xmlsignatures/") for name in package):
        raise Refused("signed")
    for name in package:
        if name.endswith(".rels"):
            _refuse_loading(package, name)
    for name in [name for name in package if name.startswith(PROPERTIES)]:
        del package[name]
    _rewrite(package, "_rels/.rels", LINKS_SPACE, lambda link: link.get("Target", "").lstrip("/"))
    _rewrite(package, CONTENT_TYPES, TYPES_SPACE, lambda type_: type_.get("PartName", "").lstrip("/"))
    if "xl/workbook.xml" in package:
        told = SAVED_AT.sub(rb'\1""', package["xl/workbook.xml"])
        package["xl/workbook.xml"] = SAVED_BY.sub(rb'\1""', told)


def _refuse_loading(package: Package, name: str) -> None:
    for link in _tree(package, name):
        kind = link.get("Type", "").rpartition("/")[2]
        if kind.lower() == "afchunk":
            raise Refused("attached", link.get("Target", ""))
        if link.get("TargetMode") == "External" and kind != "hyperlink":
            raise Refused("loads", link.get("Target", ""))


def _rewrite(package: Package, name: str, space: str, part: Callable[[ElementTree.Element], str]) -> None:
    """Leave out of a list of parts those that hold properties."""
    tree = _tree(package, name)
    for element in list(tree):
        if part(element).startswith(PROPERTIES):
            tree.remove(element)
    ElementTree.register_namespace("", space)
    package[name] = ElementTree.tostring(tree, encoding="UTF-8", xml_declaration=True)


def _tree(package: Package, name: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(package[name])  # noqa: S314 (entities are refused before)
    except (KeyError, ElementTree.ParseError) as reason:
        raise Refused("broken") from reason
