"""Values that a recogniser read off a picture: given only where the form's balances bear them out."""

from collections.abc import Mapping
from dataclasses import replace

from gongkai.annual.form import Address, Edition
from gongkai.annual.identities import Identity, identities_of
from gongkai.annual.reading.readings import Reading

UNCONFIRMED = "从图片中识别的数（把握{:.2f}），没有横向和纵向合计可以证实，请人工核对"
UNBALANCED = "从图片中识别的数（把握{:.2f}），横向或纵向合计对不上，请人工核对"


def confirmed(found: Mapping[Address, Reading], edition: Edition | None) -> dict[Address, Reading]:
    """The readings; those off a picture only where every balance of their row and their column holds."""
    result = dict(found)
    pictured = {address for address, reading in found.items() if reading.sure is not None}
    if not pictured:
        return result
    about: dict[Address, list[bool | None]] = {}
    for identity in identities_of(edition) if edition else ():
        holds = _holds(identity, found)
        for address in (*identity.left, *identity.right):
            about.setdefault(address, []).append(holds)
    for address in pictured:
        reading = found[address]
        sure = reading.sure or 0.0
        if reading.why is not None:
            continue
        verdicts = about.get(address, [])
        if verdicts and all(verdicts):
            result[address] = replace(reading, at=f"{reading.at}（OCR {sure:.2f}）")
        else:
            why = UNBALANCED if False in verdicts else UNCONFIRMED
            result[address] = replace(reading, value=None, unit=None, why=why.format(sure))
    return result


def _holds(identity: Identity, found: Mapping[Address, Reading]) -> bool | None:
    """Whether a balance holds; None where one of its cells is not known or its total is blank."""
    readings = [found.get(address) for address in (*identity.left, *identity.right)]
    if any(reading is None or reading.why is not None for reading in readings):
        return None
    values = [reading.value for reading in readings if reading is not None]
    if identity.total is not None and values[-1] is None:
        return None
    if all(value is None for value in values):
        return None
    left, right = values[: len(identity.left)], values[len(identity.left) :]
    return sum(value or 0 for value in left) == sum(value or 0 for value in right)
