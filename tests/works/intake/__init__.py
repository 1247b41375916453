"""Files of works."""
