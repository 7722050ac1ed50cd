"""A report's tables and what is said of them, as the pages of both faces lay them out."""
