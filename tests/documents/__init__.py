"""Invented municipal documents with what a reader should find in them, and a scorer."""
