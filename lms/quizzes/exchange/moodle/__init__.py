"""Moodle XML, the richest format for questions that other platforms read and write."""

from lms.quizzes.exchange.moodle.reader import read
from lms.quizzes.exchange.moodle.writer import write

__all__ = ["read", "write"]
