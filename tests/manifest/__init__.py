"""The app package for Teams."""
