"""What to say, subject by subject. A handler decides; templates word it."""
