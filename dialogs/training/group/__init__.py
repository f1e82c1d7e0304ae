"""Quizzes for a group: a trainer holds them, everyone answers on the card, and nobody sees what others answered."""
