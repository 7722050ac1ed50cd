"""PDF files: what their pages print, the tables their ruling lines draw, and a second, independent reading."""
