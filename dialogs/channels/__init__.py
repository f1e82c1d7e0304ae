"""How words travel: Teams, the chat page and the terminal."""
