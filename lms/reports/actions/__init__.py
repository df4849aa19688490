"""What reports lead to: sections in lessons, practice letters out of a real log."""
