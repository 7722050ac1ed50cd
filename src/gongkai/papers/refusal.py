"""The one error of opening, and the one of writing."""


class CannotOpen(ValueError):  # noqa: N818 - reads as the sentence it carries
    """A file that cannot be opened; the message is one Chinese sentence: what, why, what to do."""


class CannotWrite(RuntimeError):  # noqa: N818 - reads as the sentence it carries
    """A document that cannot be written in a form; the message is one Chinese sentence: what, why, what to do."""
