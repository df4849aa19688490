"""What each role's first page shows, gathered from the other rooms."""
