"""The official SOP as PDF: identity on the first page, the flow on the pages after it."""

from __future__ import annotations

import atexit
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from lms.courses.render.overlay import Overlay, overlay
from lms.courses.render.page import PX, PageLayout, Paper
from lms.courses.schema.identity import SopIdentity
from lms.courses.sop.flow import overhangs
from lms.courses.sop.procedure import Procedure
from lms.courses.sop.sheets import Sheet, paginate

Words = Callable[..., str]
_TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
_TALL = 6000  # mm: a page on which every row stands below the one before it


@dataclass(frozen=True)
class Letterhead:
    """Whose SOP it is: the lines beside the arms, and the arms as an SVG or a data address."""

    government: str
    office: str
    arms: str = "aset:motif/lambang.svg"


@dataclass(frozen=True)
class DrawnSheet:
    """A sheet, its overlay, and how far its labels stand out of the lanes left and right; in px."""

    sheet: Sheet
    overlay: Overlay
    pads: tuple[float, float]


def sop_pdf(
    identity: SopIdentity,
    procedure: Procedure,
    *,
    letterhead: Letterhead,
    total: str,
    show_date: Callable[[Any], str],
    inline: Callable[[str], Markup],
    gettext: Words,
    remark: str = "",
    paper: Paper = "A4",
) -> bytes:
    """The PDF of an SOP. `total` says the longest time, `remark` stands at the foot of every page.

    Slow (about a second): call it outside of transactions.
    """
    longest = max(len(word) for actor in procedure.actors for word in actor.split())
    layout = PageLayout(paper, len(procedure.actors), longest)
    values = {
        "identity": identity,
        "procedure": procedure,
        "letterhead": letterhead,
        "total": total,
        "layout": layout,
        "remark": remark,
        "kinds": {step.number: procedure.kind(step) for step in procedure.steps},
    }
    environment = _environment()
    extra: dict[str, Any] = {"_": gettext, "tanggal": show_date, "inline": inline}
    pads = (0.0, 0.0)
    while True:
        head, heights = _measure(environment, {**values, **extra, "pads": pads}, procedure)
        sheets = paginate(procedure, heights, layout.room * PX - head, layout.connector * PX)
        drawn = [_draw(sheet, procedure, layout, heights) for sheet in sheets]
        wanted = tuple(max(d.pads[side] for d in drawn) for side in (0, 1))
        if wanted[0] <= pads[0] and wanted[1] <= pads[1]:
            break
        pads = (max(pads[0], wanted[0]), max(pads[1], wanted[1]))  # labels need room in the text columns
    whole = {**values, **extra, "sheets": drawn, "pads": pads, "head": head}
    return bytes(_document(environment, "courses/pdf/sop.html", whole).write_pdf(pdf_tags=True))


def _measure(
    environment: Environment, values: Mapping[str, Any], procedure: Procedure
) -> tuple[float, list[float]]:
    """The height of the table's head and of every step in px, as they come out of laying out the text."""
    values = {**values, "tall": _TALL, "sheets": (), "head": 0}
    anchors = _document(environment, "courses/pdf/measure.html", values).pages[0].anchors
    tops = [anchors[f"r{step.number}"][1] for step in procedure.steps] + [anchors["end"][1]]
    return tops[0] - anchors["table"][1], [below - above for above, below in pairwise(tops)]


def _draw(sheet: Sheet, procedure: Procedure, layout: PageLayout, heights: list[float]) -> DrawnSheet:
    first = procedure.steps.index(sheet.steps[0])
    rows = [layout.connector * PX] * sheet.rows_above
    rows += heights[first : first + len(sheet.steps)]
    rows += [layout.connector * PX] * sheet.rows_below
    drawing = sheet.draw(procedure, layout.text)
    left, right = overhangs(drawing)
    scale = layout.scale * PX
    outside = (layout.lane * PX - 100 * scale) / 2  # lanes wider than the symbols were drawn for
    pads = (max(0.0, left * scale - outside), max(0.0, right * scale - outside))
    return DrawnSheet(sheet, overlay(drawing, layout.lane * PX, rows, scale), pads)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["css_string"] = css_string
    return environment


def css_string(text: object) -> Markup:
    """A text as a CSS string: quotes, backslashes, angle brackets and control characters are escaped."""
    escaped = "".join(c if c.isalnum() or c in " ,.:/()-–—·" else f"\\{ord(c):x} " for c in str(text))
    return Markup(f'"{escaped}"')  # noqa: S704 -- escaped above, for CSS and not for HTML


@cache
def _fonts() -> tuple[Any, Any]:
    """The font configuration and the style sheet that filled it, parsed once."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    from lms.courses.render.fetcher import AssetFetcher

    fonts = FontConfiguration()
    atexit.register(_fonts.cache_clear)  # it deletes its files, which needs modules that go before it
    text = _environment().get_template("courses/pdf/fonts.css").render()
    return fonts, CSS(string=text, url_fetcher=AssetFetcher(), font_config=fonts)


def _document(environment: Environment, template: str, values: Mapping[str, Any]) -> Any:
    from weasyprint import CSS, HTML

    from lms.courses.render.fetcher import AssetFetcher

    fonts, faces = _fonts()
    text = environment.get_template("courses/pdf/sop.css").render(**values)
    sheet = CSS(string=text, url_fetcher=AssetFetcher(), font_config=fonts)
    html = environment.get_template(template).render(**values)
    document = HTML(string=html, url_fetcher=AssetFetcher())
    return document.render(stylesheets=[faces, sheet], font_config=fonts)
