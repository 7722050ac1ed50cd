"""One file's bytes become a report: the exchange format's JSON, or any document a reader takes."""

import re
from dataclasses import dataclass

from gongkai.annual.contract import loads
from gongkai.annual.contract_values import ContractError
from gongkai.annual.read import read
from gongkai.annual.report import Report
from gongkai.papers.kinds import kind_of
from gongkai.papers.limits import LIMITS, Limits
from gongkai.papers.model import Document
from gongkai.papers.open import CannotOpen, decode, from_bytes

EXCHANGE = "JSON（交换格式）"
# A page may begin with a bracket ([索引号]…); an object or a list of JSON begins so and with nothing else.
_JSON = re.compile(rb"^(?:\xef\xbb\xbf|\xff\xfe)?[\s\x00]*(?:\{[\s\x00]*(?:[\"}]|$)|\[[\s\x00]*[\[{])")
_HEAD = 1024


@dataclass(frozen=True, slots=True)
class Loaded:
    """A report with what it was read from; the exchange format has no document. `kind` is the name for people."""

    report: Report
    kind: str
    document: Document | None = None


def load(data: bytes, name: str, limits: Limits = LIMITS) -> Loaded:
    """The report in some bytes, judged by their content. Raises CannotOpen, NotAReport."""
    if is_exchange(data):
        return Loaded(_from_json(data, name), EXCHANGE)
    return read_document(from_bytes(data, name, limits))


def read_document(document: Document) -> Loaded:
    """The report in a document that a reader has opened. Raises NotAReport."""
    kind = document.kind.value if document.kind is not None else ""
    return Loaded(read(document), kind, document)


def report_in(data: bytes, name: str, limits: Limits = LIMITS) -> Report:
    """The report in some bytes of any kind. Raises CannotOpen, NotAReport."""
    return load(data, name, limits).report


def kind_name(data: bytes) -> str:
    """The name for people of what the bytes are."""
    if is_exchange(data):
        return EXCHANGE
    kind = kind_of(data)
    return kind if isinstance(kind, str) else kind.value


def is_exchange(data: bytes) -> bool:
    """Whether the bytes begin as JSON does."""
    return _JSON.match(data[:_HEAD]) is not None


def _from_json(data: bytes, name: str) -> Report:
    try:
        return loads(decode(data))
    except (CannotOpen, ContractError) as problem:
        raise CannotOpen(f"{name}：{problem}") from None
