"""What other machines read: the works as open contracting data for infrastructure (OC4IDS)."""
