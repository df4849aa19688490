"""Markdown to safe HTML: no raw HTML, an allow-list after it, links under control."""

from lms.content.markdown.limits import MAX_CHARACTERS, TooHeavy
from lms.content.markdown.links import LinkResolver
from lms.content.markdown.render import Rendered, TocItem, render, render_inline

__all__ = ["MAX_CHARACTERS", "LinkResolver", "Rendered", "TocItem", "TooHeavy", "render", "render_inline"]
