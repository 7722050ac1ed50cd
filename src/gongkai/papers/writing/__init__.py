"""Documents written as files: Word, PDF, workbook, CSV, web page."""
