"""Standard operating procedures: from an ordinary Markdown table to the official flow diagram."""
