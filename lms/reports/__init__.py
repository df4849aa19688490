"""Reports: what heads of agencies and admins read about readiness, and the files they download."""
