"""The city's own settings: names, letterhead, labels, limits, time zone and the calendar of working days."""
