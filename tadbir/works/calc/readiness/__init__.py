"""When sites will be ready to open: what is known of each, of its class, and of its contractor."""
