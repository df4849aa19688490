"""What trainers write about competency: the framework of units, and the profiles of posts."""

from lms.competency.schema.checkers import FrameworkChecker, PostsChecker
from lms.competency.schema.cross import known_units
from lms.competency.schema.documents import FrameworkDocument, PostsDocument
from lms.competency.schema.framework import parse_framework
from lms.competency.schema.posts import parse_posts

__all__ = [
    "FrameworkChecker",
    "FrameworkDocument",
    "PostsChecker",
    "PostsDocument",
    "known_units",
    "parse_framework",
    "parse_posts",
]
