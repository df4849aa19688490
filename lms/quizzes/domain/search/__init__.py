"""Searching the catalogue by everyday words, with room for typing errors."""

from lms.quizzes.domain.search.finder import Finder, Found
from lms.quizzes.domain.search.words import LONGEST_QUERY

__all__ = ["LONGEST_QUERY", "Finder", "Found"]
