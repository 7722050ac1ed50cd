"""Forms of the desk, a module for each kind of thing."""
