"""The main door: files in, read safely, understood by meaning, previewed, committed, withdrawn."""
