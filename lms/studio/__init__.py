"""The trainers' writing room: drafts, checking while one writes, preview, publishing and history."""
