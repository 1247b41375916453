"""Tools of the builders; nothing here is needed to run Tadbir."""
