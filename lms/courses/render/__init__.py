"""Files made of courses: the official SOP as PDF."""

from lms.courses.render.pdf import sop_pdf

__all__ = ["sop_pdf"]
