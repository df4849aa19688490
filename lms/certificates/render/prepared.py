"""What of a template is read once and kept: parsed style sheets, drawn assets, and pages that many certificates share."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from lms.certificates.render.assets import BASE, Assets
from lms.certificates.schema.fonts import house_css
from lms.certificates.schema.package import Package

KEPT_TEMPLATES, KEPT_BACKS = 8, 8
SIZES = {"A4": ("297mm", "210mm"), "F4": ("330mm", "215mm")}
QR_CSS = "img[src^='data:image/png']{image-rendering:pixelated}"  # one pixel is one module: never blurred


@dataclass(frozen=True)
class Prepared:
    """A template whose style sheets were parsed once, its images, and the laid-out pages that certificates share.

    `backs` is keyed by the exact HTML of the shared part and the height of the personal part above it.
    """

    assets: Assets
    fonts: FontConfiguration
    styles: tuple[Any, ...]
    images: dict[str, Any] = field(default_factory=dict)
    backs: OrderedDict[tuple[str, float], list[Any]] = field(default_factory=OrderedDict)

    def lay_out(self, body: str, classes: str, head: str = "") -> Any:
        """The WeasyPrint document of one side; `head` is HTML for the head element."""
        source = (
            f'<!doctype html><html lang="id"><head><meta charset="utf-8">{head}</head>'
            f'<body class="{classes}">{body}</body></html>'
        )
        document = weasyprint.HTML(string=source, base_url=BASE, url_fetcher=self.assets)
        images = dict(self.images)
        made = document.render(stylesheets=list(self.styles), font_config=self.fonts, cache=images)
        self.images.update({name: image for name, image in images.items() if name.startswith(BASE)})
        return made

    def keep(self, key: tuple[str, float], pages: list[Any]) -> None:
        """Keep shared pages; the oldest ones are let go, so that memory stays flat."""
        self.backs[key] = pages
        while len(self.backs) > KEPT_BACKS:
            self.backs.popitem(last=False)


_prepared: OrderedDict[str, Prepared] = OrderedDict()


def prepare(package: Package) -> Prepared:
    """The prepared form of a revision; the last few are kept, and drafts without a key never are."""
    if package.key and package.key in _prepared:
        _prepared.move_to_end(package.key)
        return _prepared[package.key]
    assets, fonts = Assets(package.assets), FontConfiguration()
    size, _, turn = package.document.page.partition(" ")
    long, short = SIZES[size]
    page = (
        f"@page{{size:{long} {short};margin:0}}"
        if turn == "landscape"
        else f"@page{{size:{short} {long};margin:0}}"
    )
    styles = tuple(
        weasyprint.CSS(string=css, base_url=BASE, url_fetcher=assets, font_config=fonts)
        for css in (house_css() + QR_CSS, page, package.style)
    )
    made = Prepared(assets, fonts, styles)
    if package.key:
        _prepared[package.key] = made
        while len(_prepared) > KEPT_TEMPLATES:
            _prepared.popitem(last=False)
    return made
