"""The forms of works."""
