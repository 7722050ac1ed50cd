"""How much one file may cost to read. A file beyond a limit is refused with a sentence, never read in part."""

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one file. Sizes in bytes unless named otherwise."""

    size: int = 50 * MB  # the file as it lies on the disk
    unpacked: int = 200 * MB  # what a packed file (docx, xlsx, zip) may unpack to
    members: int = 2000  # files in an archive
    pages: int = 300  # of a PDF; a report has three to ten
    characters: int = 2_000_000  # of a plain text; a report has some twenty thousand
    cells: int = 200_000  # of all tables together
    depth: int = 10  # tables in tables, archives in archives
    seconds: float = 120.0  # wall time of one file in its worker process; a scan takes some five a page
    memory: int = (
        2048 * MB
    )  # address space that reading one file may add to its worker; recognising a scan needs most


LIMITS = Limits()
