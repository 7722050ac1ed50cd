"""The instructions that paint a page, for the second reading: pdfminer carries them out, one expression finds them.

pdfminer looks for the end of every number by itself, which is most of the time it needs. Whatever the expression does
not know (images inside the instructions, comments, brackets in texts, damage) goes the way of pdfminer as a whole."""

import re
from collections.abc import Sequence
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import stream_value
from pdfminer.psparser import KWD, LIT, PSKeyword, keyword_name, literal_name

_LARGEST = 4_000_000  # bytes that become objects at once
_END = rb"(?=[\s\[\]()<>/]|\Z)"
_TOKEN = re.compile(
    rb"\s*(?:"
    rb"([-+]?\d{1,18})" + _END + rb"|"
    rb"([-+]?(?:\d{1,300}\.\d{0,300}|\.\d{1,300}))" + _END + rb"|"
    rb"([A-Za-z][^#/%\[\]()<>{}\s]*)" + _END + rb"|"
    rb"<([0-9A-Fa-f\s]*)>|"
    rb"/([^#/%\[\]()<>{}\s]*)" + _END + rb"|"
    rb"(\[|\]|<<|>>)|"
    rb"\(([^()\\]*)\)|"
    rb"\(((?:[^()\\]|\\[0-3][0-7]{2}|\\[btnfr()\\])*)\)|"
    rb"(['\"])"
    rb")"
)
_INT, _FLOAT, _WORD, _HEX, _NAME, _BRACKET, _TEXT, _ESCAPED, _SIGN = range(1, 10)
_ESCAPE = re.compile(rb"\\([0-3][0-7]{2}|[btnfr()\\])")
_ESCAPES = {b"b": b"\b", b"t": b"\t", b"n": b"\n", b"f": b"\f", b"r": b"\r"}
_PLAIN_WORDS = {b"true": True, b"false": False}
_IMAGES = frozenset((b"BI", b"ID", b"EI"))


class Interpreter(PDFPageInterpreter):
    """Carries the instructions out as pdfminer does."""

    def execute(self, streams: Sequence[object]) -> None:
        found = [stream_value(each) for each in streams]
        numbers = [each.objid for each in found]
        if any(number is None or number in self.parent_stream_ids for number in numbers):
            super().execute(streams)
            return
        objects = objects_in([each.get_data() for each in found])
        if objects is None:
            super().execute(streams)
            return
        self.stream_ids.clear()
        self.stream_ids.update(number for number in numbers if number is not None)
        known: dict[PSKeyword, tuple[Any, int]] = {}
        for each in objects:
            if type(each) is not PSKeyword:
                self.push(each)
                continue
            if each not in known:
                known[each] = self._method(each)
            method, wanted = known[each]
            if method is None:
                continue
            given = self.pop(wanted) if wanted else []
            if len(given) == wanted:
                method(*given)

    def _method(self, word: PSKeyword) -> tuple[Any, int]:
        """What carries out an instruction, and how many operands it takes; None for one nobody knows."""
        name = keyword_name(word).replace("*", "_a").replace('"', "_w").replace("'", "_q")
        method = getattr(self, f"do_{name}", None)
        return (method, method.__code__.co_argcount - 1) if method else (None, 0)


def objects_in(streams: Sequence[bytes]) -> list[Any] | None:
    """Operands and instructions in their order, as pdfminer gives them; None where one is not of the usual form."""
    if sum(map(len, streams)) > _LARGEST:
        return None
    match = _TOKEN.match
    found: list[Any] = []
    outer: list[
        tuple[bytes, list[Any]]
    ] = []  # closing bracket that is awaited, and what stands before the opening one
    for data in streams:
        end = 0
        while (token := match(data, end)) is not None:
            end = token.end()
            kind = token.lastindex or 0
            said = token[kind]
            if kind == _INT:
                found.append(int(said))
            elif kind == _FLOAT:
                found.append(float(said))
            elif kind == _WORD:
                if said in _IMAGES:
                    return None
                found.append(_PLAIN_WORDS[said] if said in _PLAIN_WORDS else KWD(said))
            elif kind == _HEX:
                digits = b"".join(said.split()).decode()
                if len(digits) % 2:
                    return None
                found.append(bytes.fromhex(digits))
            elif kind == _NAME:
                found.append(LIT(_named(said)))
            elif kind == _TEXT:
                found.append(said)
            elif kind == _ESCAPED:
                found.append(_ESCAPE.sub(_unescaped, said))
            elif kind == _SIGN:
                found.append(KWD(said))
            elif said in (b"[", b"<<"):
                outer.append((b"]" if said == b"[" else b">>", found))
                found = []
            else:
                if not outer or outer[-1][0] != said:
                    return None
                inner = found
                found = outer.pop()[1]
                if said == b"]":
                    found.append(inner)
                elif len(inner) % 2:
                    return None
                else:
                    pairs = zip(inner[::2], inner[1::2], strict=True)
                    found.append({literal_name(key): value for key, value in pairs})
        if data[end:].strip():
            return None
    return None if outer else found


def _named(said: bytes) -> str | bytes:
    try:
        return said.decode()
    except UnicodeDecodeError:
        return said


def _unescaped(found: re.Match[bytes]) -> bytes:
    said: bytes = found[1]
    return bytes((int(said, 8),)) if said.isdigit() else _ESCAPES.get(said, said)
