"""An installation with a record of every kind that a backup must bring back."""

from backed_up import installation, request_row

__all__ = ["installation", "request_row"]
