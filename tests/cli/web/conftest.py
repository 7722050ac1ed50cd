"""An installation for the commands to work on."""

from backed_up import installation, request_row

__all__ = ["installation", "request_row"]
