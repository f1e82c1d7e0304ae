"""Feedback: people judge answers, questions without one are counted, and editors are told what went wrong."""
