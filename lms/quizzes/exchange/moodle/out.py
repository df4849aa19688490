"""Moodle XML as text: elements, formatted texts with their files, and answers."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from lms.quizzes.exchange import weights
from lms.quizzes.exchange.media import PLUGIN
from lms.quizzes.exchange.moodle.html import formatted


@dataclass
class Out:
    """Makes elements; `media` are the files that texts may show."""

    media: Mapping[str, bytes]

    def rich(self, tag: str, text: str, attrs: str = "", inner: str = "") -> str:
        """An element with a text in its format, its files, and perhaps more inside."""
        name, body = formatted(text, self.media)
        return f'<{tag}{attrs} format="{name}">{text_element(body)}{self._files(body)}{inner}</{tag}>'

    def _files(self, body: str) -> str:
        used = [name for name in self.media if f"{PLUGIN}/{name}" in body]
        return "".join(
            f'<file name={quoteattr(name)} path="/" encoding="base64">'
            f"{base64.b64encode(self.media[name]).decode()}</file>"
            for name in used
        )

    def answer(self, text: str, fraction: Decimal, feedback: str) -> str:
        """An answer whose text is formatted."""
        inner = self.rich("feedback", feedback)
        return self.rich("answer", text, f' fraction="{weights.shown(fraction)}"', inner)

    def key(self, text: str, fraction: Decimal, feedback: str, more: str = "") -> str:
        """An answer whose text is plain."""
        inner = f"{text_element(text)}{self.rich('feedback', feedback)}{more}"
        return f'<answer fraction="{weights.shown(fraction)}" format="plain_text">{inner}</answer>'


def text_element(text: str) -> str:
    """A `text`; markup stands in a CDATA section, as people read it."""
    if ("<" in text or "&" in text) and "]]>" not in text:
        return f"<text><![CDATA[{text}]]></text>"
    return f"<text>{escape(text)}</text>"


def simple(tag: str, value: str) -> str:
    """An element with plain text."""
    return f"<{tag}>{escape(value)}</{tag}>"
