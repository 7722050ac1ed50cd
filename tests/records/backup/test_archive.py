"""The file itself: whole, or refused with a sentence."""

import io
import resource
import signal
import tarfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from gongkai.records.backup import Archive, CannotRead, CannotWrite, Manifest, archive
from real_database import FORK

CONTENT = {"rows/a/000001.copy": b"1\tone\n" * 300, "files/ab/cd": bytes(range(256)) * 5, "files/empty": b""}


def manifest() -> Manifest:
    return Manifest(program="1", vendor="sqlite", made_at="now", migrations=[("a", "1")], keys=[], chains=[])


def written(path: Path) -> Path:
    with archive.writing(path) as draft:
        for name, content in CONTENT.items():
            draft.add(name, content)
        draft.finish(manifest())
    return path


@pytest.fixture(scope="module")
def good(tmp_path_factory) -> bytes:
    return written(tmp_path_factory.mktemp("good") / "a.tar").read_bytes()


def read(path: Path) -> dict[str, bytes]:
    with Archive(path) as found:
        found.verify()
        return {name: found.read(name) for name in found.manifest.members}


def test_what_was_put_in_comes_out(tmp_path: Path) -> None:
    path = written(tmp_path / "a.tar")
    assert read(path) == CONTENT
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]
    with Archive(path) as found:
        assert found.manifest.migrations == [("a", "1")]
        assert (found.manifest.files, found.manifest.size_of("rows/")) == (2, 1800)


@hypothesis_settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_cut_off_or_changed_file_is_refused_or_changes_nothing(
    data: st.DataObject, good: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "damaged.tar"
    at = data.draw(st.integers(0, len(good) - 1))
    if data.draw(st.booleans()):
        path.write_bytes(good[:at])
    else:
        path.write_bytes(good[:at] + bytes([good[at] ^ data.draw(st.integers(1, 255))]) + good[at + 1 :])
    try:
        found = read(path)
    except CannotRead:
        return
    assert found == CONTENT  # what was hit is filling between the members


def test_files_of_other_kinds_are_named(tmp_path: Path) -> None:
    other = tmp_path / "other.tar"
    with tarfile.open(other, "w") as tar:
        tar.addfile(tarfile.TarInfo("a"), io.BytesIO())
    for name, content in {
        "a.txt": b"hello",
        "a.zip": b"PK\3\4" + bytes(600),
        "empty": b"",
        "zeros": bytes(10240),
    }.items():
        (tmp_path / name).write_bytes(content)
    for name in ("other.tar", "a.txt", "a.zip", "empty", "zeros"):
        with pytest.raises(CannotRead, match="不是 Gongkai 的备份"):
            Archive(tmp_path / name)
    with pytest.raises(CannotRead, match="没有"):
        Archive(tmp_path / "nowhere.tar")
    with pytest.raises(CannotRead):
        Archive(tmp_path)


@pytest.mark.parametrize("name", ["files/../../etc/passwd", "/files/a", "other/a", "files//a"])
def test_a_member_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with archive.writing(tmp_path / "a.tar") as draft:
        draft.add(name, b"content")
        draft.finish(manifest())
    with pytest.raises(CannotRead):
        Archive(tmp_path / "a.tar")


def test_a_newer_format_is_named(tmp_path: Path) -> None:
    about = manifest()
    about.format = 99
    with archive.writing(tmp_path / "a.tar") as draft:
        draft.finish(about)
    with pytest.raises(CannotRead, match="升级"):
        Archive(tmp_path / "a.tar")


def test_nothing_is_written_over_and_nothing_half_written(tmp_path: Path) -> None:
    path = written(tmp_path / "a.tar")
    with pytest.raises(CannotWrite, match="已经有了"):
        written(path)
    with pytest.raises(CannotWrite, match="没有文件夹"):
        written(tmp_path / "nowhere" / "a.tar")
    with pytest.raises(LookupError), archive.writing(tmp_path / "b.tar"):
        raise LookupError
    assert list(tmp_path.iterdir()) == [path]


def _with_little_room(folder: str, answer) -> None:
    """The file system refuses to go on after a thousand bytes, as a full one does."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
    try:
        written(Path(folder) / "a.tar")
    except CannotWrite as problem:
        answer.put((str(problem), sorted(Path(folder).iterdir())))


def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    answer = FORK.Queue()
    process = FORK.Process(target=_with_little_room, args=(str(tmp_path), answer), daemon=True)
    process.start()
    sentence, left = answer.get(timeout=20)
    process.join()
    assert "写不进去" in sentence
    assert left == []
