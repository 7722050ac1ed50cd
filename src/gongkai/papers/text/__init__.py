"""Plain text: lines, tabs, bars, blanks."""
