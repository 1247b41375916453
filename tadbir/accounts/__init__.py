"""People, their seats and their sign-in."""
