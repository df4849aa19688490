"""Aiken, the plainest format: a question, lettered options, and the letter of the right one."""

from lms.quizzes.exchange.aiken.reader import read
from lms.quizzes.exchange.aiken.writer import write

__all__ = ["read", "write"]
