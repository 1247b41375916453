"""Pure primitives that every floor may use; knows no framework, file or network."""
