"""Budget lines and their execution."""
