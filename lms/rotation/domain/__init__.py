"""Pure rules of rotation: the plan of a post is what it requires minus what is still valid."""
