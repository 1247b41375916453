"""The works of the demonstration: public counts and openings, everything between them generated."""
