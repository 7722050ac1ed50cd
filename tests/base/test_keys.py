"""Keys: made once, for their owner's eyes only."""

from pathlib import Path

from gongkai.base import keys


def test_the_signing_key_is_made_once_and_is_private(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "keys"
    key = keys.secret_key(folder)
    assert len(key) >= 50
    assert keys.secret_key(folder) == key
    assert keys.secret_key(tmp_path / "other") != key
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [path.stat().st_mode & 0o777 for path in folder.iterdir()] == [0o600]
