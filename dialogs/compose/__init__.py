"""What people find from the compose box of Teams, and what a link of ours shows there."""
