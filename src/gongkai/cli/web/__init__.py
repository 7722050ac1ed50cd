"""The commands that need the web extra, a module each."""
