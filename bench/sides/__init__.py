"""The sides of each comparison: ours, and what it is compared with."""
