"""Where an object is shown. Apps do not know the faces above them: the faces say here how it is reached."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Model

Place = Callable[[Any], str]
PlaceT = TypeVar("PlaceT", bound=Place)

_places: dict[tuple[type[Model], str], Place] = {}


class NoAddress(LookupError):  # noqa: N818  named for what happened
    """No face shows objects of this kind."""


def shows(model: type[Model], face: str = "portal") -> Callable[[PlaceT], PlaceT]:
    """A face declares where a model's objects are shown: `@shows(Organ)` above a function to its path."""

    def declare(place: PlaceT) -> PlaceT:
        if (model, face) in _places:
            raise ValueError(f"{face} has already said where a {model.__name__} is shown.")
        _places[model, face] = place
        return place

    return declare


def address(obj: Model, face: str = "portal") -> str:
    """The path of the page that shows the object on a face. Raises NoAddress."""
    try:
        place = _places[type(obj), face]
    except KeyError:
        raise NoAddress(f"{face} shows no {type(obj).__name__}.") from None
    return place(obj)
