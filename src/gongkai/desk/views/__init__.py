"""The desk's pages, a module for each kind of thing an officer works on."""
