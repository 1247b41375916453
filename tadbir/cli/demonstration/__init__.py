"""The demonstration: two real regions whose figures are generated, kept as files, and taken in."""
