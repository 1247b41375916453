"""Works: programmes, sites, progress and what is ready to open."""
