"""Texts of questions between plain text, HTML and Markdown."""
