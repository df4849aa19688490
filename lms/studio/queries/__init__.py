"""Reading the writing room: drafts, the checked workspace, and what publishing would do."""
