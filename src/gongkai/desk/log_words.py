"""What the log's codes mean, in the officers' words."""

from django.utils.functional import Promise

WORDS: dict[str, str | Promise] = {}


def words_of(action: str) -> str | Promise:
    """The words for a code; the code itself where there are none."""
    return WORDS.get(action, action)
