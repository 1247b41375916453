"""What is attached to a project, told from its bytes, and freed of what says who made it and where."""
