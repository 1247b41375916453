"""The numbers that must come out, by domain."""
