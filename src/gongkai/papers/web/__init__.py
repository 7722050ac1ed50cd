"""Web pages, saved or as a site prints them."""
