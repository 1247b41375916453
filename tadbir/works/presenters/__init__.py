"""Works as pages show them."""
