"""The words of an applicant: what may be typed for them."""

from django.utils.translation import gettext_lazy as _

from gongkai.base import typed

_LABELS = {"applicant": _("申请人"), "contact": _("联系方式"), "content": _("申请内容")}


def cleaned_word(name: str, text: str) -> str:
    """What is kept of a text for the field of this name. Raises Refused naming the field."""
    label = str(_LABELS[name])
    return typed.lines(text, label) if name == "content" else typed.one_line(text, label)


def cleaned_words(*, applicant: str, contact: str, content: str) -> dict[str, str]:
    """What is kept of the three. Raises Refused naming the field."""
    given = {"applicant": applicant, "contact": contact, "content": content}
    return {name: cleaned_word(name, text) for name, text in given.items()}
