"""Files that people hand out."""
