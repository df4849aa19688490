"""Raw HTML in Markdown, which is shown as text and so is most likely a mistake."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lms.content.blocks import Block, Heading, Paragraph, Table, walk

_NAMES = (
    "a|abbr|audio|b|big|blockquote|body|br|button|center|code|details|div|em|embed|font|form|h[1-6]|head|hr|html"
    "|i|iframe|img|input|ins|kbd|label|li|link|mark|meta|object|ol|p|pre|s|script|section|select|small|span"
    "|strike|strong|style|sub|summary|sup|svg|table|tbody|td|textarea|th|thead|title|tr|u|ul|video"
)
_TAG = re.compile(rf"<(?:/?(?:{_NAMES})(?=[\s/>])[^<>]{{0,200}}>|!--)", re.IGNORECASE)
_CODE = re.compile(r"(?<!`)(`+)(?!`)[^`\n]{1,500}(?<!`)\1(?!`)")


def find_tags(blocks: Iterable[Block]) -> Iterator[tuple[int, int, str]]:
    """Line, column and text of the first tag on every line of running text that holds one."""
    for block in walk(blocks):
        if not isinstance(block, (Paragraph, Heading, Table)):
            continue
        for offset, line in enumerate(block.raw.split("\n")):
            tag = _TAG.search(_CODE.sub(lambda m: " " * len(m[0]), line))
            if tag is not None:
                shift = block.column - 1 - (len(line) - len(line.lstrip()))
                yield block.line + offset, max(tag.start() + 1 + shift, 1), tag[0]
