"""Questions in the rows of a table, as CSV or as the first sheet of an XLSX workbook."""

from lms.quizzes.exchange.table.reader import read_csv, read_xlsx

__all__ = ["read_csv", "read_xlsx"]
