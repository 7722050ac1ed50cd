"""What every record has, by noun."""

from gongkai.records.models.log import Chain, Event
from gongkai.records.models.numbers import Series

__all__ = ["Chain", "Event", "Series"]
