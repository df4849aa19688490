"""Files of a session: calendar entries, the picture of a check-in address, letters and lists on paper."""

from lms.bimtek.render.calendar import calendar, days
from lms.bimtek.render.qr import picture

__all__ = ["calendar", "days", "picture"]
