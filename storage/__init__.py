"""What we remember: the register with every version of it, conversations, persons' choices and our own settings."""
