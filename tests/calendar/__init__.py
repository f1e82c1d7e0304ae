"""Calendars: entries from the history, files read back by another parser, HTTP, and what is said of them."""
