"""Settings and addresses: where the apps are put together."""
