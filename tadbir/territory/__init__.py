"""Areas and entities of the health administration, with their dates."""
