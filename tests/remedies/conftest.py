"""An organ, and keys of its own."""

from own_organ import inside, organ, own_keys

__all__ = ["inside", "organ", "own_keys"]
