"""The `tadbir` command."""
