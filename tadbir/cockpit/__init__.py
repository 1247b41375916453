"""Home and entity pages."""
