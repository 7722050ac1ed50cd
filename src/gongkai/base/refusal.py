"""The one way an action says that it cannot be done."""


class Refused(Exception):  # noqa: N818  named for what happened
    """The action cannot be done now: one Chinese sentence says what stands in the way and what to do."""
