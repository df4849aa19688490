"""Markdown as HTML for other platforms, where reading it back gives the same Markdown; else Markdown itself."""

from __future__ import annotations

import html
import re
from collections.abc import Collection

from lms.content.markdown import LinkResolver, TooHeavy, render
from lms.quizzes.exchange.frames import frame
from lms.quizzes.exchange.media import PLUGIN, plugin_name
from lms.quizzes.exchange.model import MEDIA, Notes
from lms.quizzes.exchange.texts.markup import to_markdown

_SCROLL = re.compile(r'<div[^>]* class="table-scroll"[^>]*>(.*?)</div>', re.DOTALL)
_EXTRA = re.compile(r' (?:id="isi-[^"]*"|loading="lazy"|rel="external noopener noreferrer"|scope="col")')
_PLAIN = re.compile(r"(?:[^\\`*_{\[<>&#|~\n!]|(?<! )\n(?!\n))*")


def formatted(text: str, media: Collection[str]) -> tuple[str, str]:
    """The format of a text (`html` or `markdown`) and the text in it; files are called as Moodle calls them."""
    if not text:
        return "html", ""
    for shown in _candidates(text, media):
        if _back(shown) == text:
            return "html", shown
    return "markdown", _plugin(text, media)


def _candidates(text: str, media: Collection[str]) -> list[str]:
    simple = f"<p>{html.escape(text, quote=False)}</p>"
    if _PLAIN.fullmatch(text):
        return [simple]
    try:
        shown = render(text, links=_links(media)).html
    except TooHeavy:
        return []
    return [_EXTRA.sub("", _SCROLL.sub(r"\1", shown)).strip()]


def _links(media: Collection[str]) -> LinkResolver:
    def link(target: str, *, image: bool) -> str | None:  # noqa: ARG001 -- the protocol
        name = target.removeprefix(MEDIA)
        return f"{PLUGIN}/{name}" if name in media else None

    return link


def _back(shown: str) -> str:
    lost = Notes("")
    found = to_markdown(shown, frame(1, lost, plugin_name))
    return "" if lost.problems else found


def _plugin(text: str, media: Collection[str]) -> str:
    for name in media:
        text = text.replace(f"]({MEDIA}{name}", f"]({PLUGIN}/{name}")
    return text
