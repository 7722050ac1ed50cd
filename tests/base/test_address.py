"""Faces say where objects are shown; apps only ask."""

import pytest

from gongkai.base.address import NoAddress, address, shows
from gongkai.base.models import Heartbeat


def test_a_face_shows_objects_and_another_does_not() -> None:
    @shows(Heartbeat, face="test-face")
    def place(row: Heartbeat) -> str:
        return f"/workers/{row.worker}/"

    assert address(Heartbeat(worker="a"), face="test-face") == "/workers/a/"
    with pytest.raises(NoAddress):
        address(Heartbeat(worker="a"), face="another")
    with pytest.raises(ValueError, match="already"):
        shows(Heartbeat, face="test-face")(place)
