"""What is followed, what has happened, and when it may be told. Pure: day, clock and register are handed in."""
