"""Reads of quizzes: small values for pages and for other rooms."""
