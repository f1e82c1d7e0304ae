"""What is shown outside the chat: pages of cases and calendars, their addresses, and the keys that open them."""
