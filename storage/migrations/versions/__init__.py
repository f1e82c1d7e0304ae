"""The steps that have made the tables, oldest first. A step that has been released is never changed."""
