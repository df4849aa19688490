"""Questions, attempts, marking, item analysis, and the routing desk."""
