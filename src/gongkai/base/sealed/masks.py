"""Personal data as lists and exports show it: enough to tell two apart, not enough to know the person."""

import re

STARS = "*" * 8


def masked_name(name: str) -> str:
    """张**: the first character; how many follow is not said."""
    name = name.strip()
    return f"{name[0]}**" if name else ""


def masked_number(number: str) -> str:
    """110105********1234: a resident's number (GB 11643) without the eight digits of the birthday.

    The first six say a district, the last four tell people of one district and day apart: that is the usual
    mask 前六后四. The birthday is what turns a number into a person's, so no digit of it stays, in the
    old number of fifteen either. Of any other number (passport, credit code) the two ends stay.
    """
    number = "".join(number.split())
    if re.fullmatch(r"\d{17}[\dXx]", number):
        return f"{number[:6]}{STARS}{number[-4:]}"
    if re.fullmatch(r"\d{15}", number):
        return f"{number[:6]}{STARS[:6]}{number[-3:]}"
    if len(number) >= 8:
        return f"{number[:2]}{STARS}{number[-2:]}"
    return STARS[:4] if number else ""


def masked_phone(phone: str) -> str:
    """138****5678: a mobile number without its middle; of any other number the last two digits."""
    digits = re.sub(r"\D", "", phone.removeprefix("+86"))
    if re.fullmatch(r"1\d{10}", digits):
        return f"{digits[:3]}****{digits[-4:]}"
    if len(digits) >= 7:
        return f"****{digits[-2:]}"
    return STARS[:4] if phone.strip() else ""
