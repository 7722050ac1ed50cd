"""People who sign in, and who or what acts."""
