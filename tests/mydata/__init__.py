"""What is kept of people: told, handed out, deleted, and forgotten by itself."""
