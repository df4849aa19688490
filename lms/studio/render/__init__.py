"""What trainers see beside the editor: previews with keys and feedback."""
