"""Databases of releases that were, and what becomes of them."""
