"""The public site: urls, views, templates. A view parses, calls one query, renders."""
