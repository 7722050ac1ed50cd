"""The one error of opening."""


class CannotOpen(ValueError):  # noqa: N818 - reads as the sentence it carries
    """A file that cannot be opened; the message is one Chinese sentence: what, why, what to do."""
