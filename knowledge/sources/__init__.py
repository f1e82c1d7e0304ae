"""Bytes in, model records out."""
