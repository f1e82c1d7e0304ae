"""Training in the chat."""
