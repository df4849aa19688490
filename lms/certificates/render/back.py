"""The back: what is personal stands in its <header>; the rest is laid out once for all whose rest is equal.

Laying out the table of topics costs more than everything else together, and is the same for a whole batch. So the header
is laid out with each certificate, the rest once below an invisible header of the same height, and both are drawn on one
page. A back without a header, or with one that is no plain block at the top, is laid out as it stands.
"""

from __future__ import annotations

from typing import Any

from weasyprint.document import Page

from lms.certificates.render.prepared import Prepared

CLOSING = "</header>"


def back_pages(prepared: Prepared, html: str) -> list[Any]:
    """The pages of a filled back."""
    html = html.strip()
    end = html.find(CLOSING)
    if not html.startswith("<header") or end < 0:
        return _shared(prepared, html, "", 0.0)
    header, rest = html[: end + len(CLOSING)], html[end + len(CLOSING) :]
    pages = prepared.lay_out(header, "back").pages
    height = _height(pages)
    if height is None:
        return list(prepared.lay_out(html, "back").pages)
    first, *more = _shared(prepared, rest, _space(header, height), height)
    return [_one_page(pages[0], first), *more]


def _shared(prepared: Prepared, rest: str, space: str, height: float) -> list[Any]:
    key = (rest, height)
    if key not in prepared.backs:
        prepared.keep(key, prepared.lay_out(space + rest, "back").pages)
    return prepared.backs[key]


def _height(pages: list[Any]) -> float | None:
    """How high the header is, in CSS pixels; None when it is no plain block that stands alone on one page."""
    if len(pages) != 1:
        return None
    body = pages[0]._page_box.children[0].children[0]  # noqa: SLF001 - Document.copy shares pages the same way
    if len(body.children) != 1 or not body.children[0].is_in_normal_flow():
        return None
    return float(body.children[0].border_height())


def _space(header: str, height: float) -> str:
    """The header's own opening tag, so that its classes and margins hold, empty and of a fixed height."""
    opening = header[: header.index(">")]
    return f'{opening} style="box-sizing:border-box;height:{height}px;visibility:hidden">{CLOSING}'


def _one_page(above: Any, below: Any) -> Any:
    """One page that shows the content of both, read from above to below."""
    content, page = above._page_box.children[0], below._page_box  # noqa: SLF001
    return Page(page.copy_with_children([content, *page.children]))
