"""SVG files: drawings are allowed, programs and addresses are not."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

_NAMESPACE = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_ELEMENTS = frozenset({
    "svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style", "text", "tspan",
    "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "marker", "pattern",
    "linearGradient", "radialGradient", "stop", "clipPath", "mask",
})  # fmt: skip
_ADDRESS = re.compile(r"url\(\s*['\"]?\s*(?!#)|@import|expression\(|javascript:|\\", re.IGNORECASE)
_INSTRUCTION = re.compile(r"<\?(?!xml\s)")
MAX_DEPTH = 50


def forbidden_in_svg(data: bytes) -> str | None:
    """None for a harmless drawing, the name of what is forbidden, or '' for what is no SVG at all."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        return "<!DOCTYPE>"
    if _INSTRUCTION.search(text):
        return "<?…?>"
    try:
        root = ET.fromstring(text)  # noqa: S314 - entities and document types were refused above
    except (ET.ParseError, ValueError, LookupError):
        return ""
    return _search(root, 0) if _split(root.tag) == (_NAMESPACE, "svg") else ""


def _search(element: ET.Element, depth: int) -> str | None:
    namespace, name = _split(element.tag)
    drawing = namespace in {"", _NAMESPACE}
    if depth > MAX_DEPTH or namespace == _XHTML or (drawing and name not in _ELEMENTS):
        return f"<{name}>"
    if name == "style" and _ADDRESS.search("".join(element.itertext())):
        return "<style>"
    for attribute, value in element.attrib.items():
        if _bad_attribute(_split(attribute)[1].lower(), value):
            return _split(attribute)[1]
    return next((found for child in element if (found := _search(child, depth + 1))), None)


def _bad_attribute(name: str, value: str) -> bool:
    if name.startswith("on") or _ADDRESS.search(value):
        return True
    return name in {"href", "src"} and not value.strip().startswith("#")


def _split(tag: object) -> tuple[str, str]:
    """Namespace and local name of a tag or an attribute."""
    namespace, _, name = str(tag).rpartition("}")
    return namespace.removeprefix("{"), name
