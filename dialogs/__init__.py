"""How Samråd speaks: from a message to a reply, whatever the channel."""
