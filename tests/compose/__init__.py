"""The compose box: what is found from it, and links that are shown as cards."""
