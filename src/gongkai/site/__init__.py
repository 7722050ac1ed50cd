"""The composition: settings, addresses and the server's entry. The only place that sees all."""
