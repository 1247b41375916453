"""The calculations of exchange: what is written as OC4IDS, and what is wrong with such a file."""
