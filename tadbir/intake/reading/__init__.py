"""Reading files safely and by meaning: a path and a dataset in, tables understood out. Pure."""
