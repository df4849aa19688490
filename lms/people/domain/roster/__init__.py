"""A list of officers as a file: read whatever a spreadsheet saved, compare it with what is known, plan the changes."""
