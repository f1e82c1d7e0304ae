"""Subscriptions: what people and channels ask to be told of, and what they are told."""
