"""Pure rules of reports: cover against a minimum, and cells that no spreadsheet can run."""
