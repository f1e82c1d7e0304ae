"""What is sent unprompted: made at the time it is sent, at the pace that the channel allows, and accounted for."""
