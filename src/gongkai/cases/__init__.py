"""Requests for information, handled by the steps of the procedure."""
