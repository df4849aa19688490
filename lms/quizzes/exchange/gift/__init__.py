"""GIFT, the text format for questions that Moodle reads and writes."""

from lms.quizzes.exchange.gift.reader import read
from lms.quizzes.exchange.gift.writer import write

__all__ = ["read", "write"]
