"""Word documents (.docx) become documents."""
