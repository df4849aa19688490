"""Markdown bodies as a list of blocks, each with its place in the file.

The scanner is the authority on where a block begins and ends; the renderer follows it.
"""

from lms.content.blocks.model import (
    Block,
    Cell,
    Code,
    Container,
    Fence,
    Heading,
    KeyItem,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Row,
    Rule,
    Section,
    Table,
    TaskItem,
)
from lms.content.blocks.scanner import MAX_NESTING, scan
from lms.content.blocks.sections import preamble, raw_text, sections, walk

__all__ = [
    "MAX_NESTING",
    "Block",
    "Cell",
    "Code",
    "Container",
    "Fence",
    "Heading",
    "KeyItem",
    "ListBlock",
    "ListItem",
    "Paragraph",
    "Quote",
    "Row",
    "Rule",
    "Section",
    "Table",
    "TaskItem",
    "preamble",
    "raw_text",
    "scan",
    "sections",
    "walk",
]
