"""Letters and files of competency."""
