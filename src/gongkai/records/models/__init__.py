"""What every record has, by noun."""

from gongkai.records.models.files import Scan, StoredFile
from gongkai.records.models.log import Chain, Event
from gongkai.records.models.numbers import Series
from gongkai.records.models.signoff import Route, SignOff, SignOffStep, Standing, Turn

__all__ = [
    "Chain",
    "Event",
    "Route",
    "Scan",
    "Series",
    "SignOff",
    "SignOffStep",
    "Standing",
    "StoredFile",
    "Turn",
]
