"""What is kept of people: told, handed out as a file, deleted on request, and forgotten by itself in the end."""
