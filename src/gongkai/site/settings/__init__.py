"""Settings: `base` for all, then one module a profile. What an operator may set: `site.variables`."""
