"""Tables printed without borders, read by where their words stand on the page."""
