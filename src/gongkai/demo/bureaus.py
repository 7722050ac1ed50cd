"""The five bureaus of the demonstration and the sample report of each."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from gongkai.annual.read import read
from gongkai.annual.report import Report
from gongkai.papers.open import open_document

FOLDER = Path(__file__).parent
SAMPLES = FOLDER / "samples"


@dataclass(frozen=True, slots=True)
class Contact:
    """What a bureau's report of one year prints about reaching it; blank where it prints nothing."""

    year: int | None = None
    address: str = ""
    postcode: str = ""
    phone: str = ""
    fax: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Bureau:
    """A bureau, its sample, and what of the sample is whose."""

    slug: str
    name: str
    short_name: str
    place: str
    year: int
    sample: Path
    rewritten: str
    contact: Contact

    @property
    def figures_from(self) -> str:
        return f"{self.name}公布的{self.year}年度政府信息公开工作年度报告"

    @property
    def source(self) -> str:
        return f"{self.sample.name}（{self.rewritten}）"

    def report(self) -> Report:
        """The sample as the reader reads it."""
        return read(open_document(self.sample))


def bureaus() -> list[Bureau]:
    """All five, in the order of the samples' list."""
    contacts = tomllib.loads((FOLDER / "contacts.toml").read_text(encoding="utf-8"))
    listed = tomllib.loads((SAMPLES / "sources.toml").read_text(encoding="utf-8"))["sample"]
    return [
        Bureau(
            slug=each["slug"],
            name=each["organ"],
            short_name=each["short"],
            place=each["place"],
            year=each["year"],
            sample=SAMPLES / each["file"],
            rewritten=each["rewritten"],
            contact=Contact(**contacts.get(each["slug"], {})),
        )
        for each in listed
    ]
