"""What Samråd knows and how it understands a question. Pure: imports nothing else of ours, reads no clock."""
