"""Files that leave the platform: readiness as CSV and XLSX."""
