"""Whatever happened to a file on its way, it is taken or refused in words; nothing else comes out."""

import contextlib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import made_files as made
from gongkai.base.refusal import Refused
from gongkai.records.files import examination
from gongkai.records.files.kinds import KINDS

WHOLE = {
    "a.docx": made.docx(
        "一份文件", header=made.paragraph("页眉"), **{"word/embeddings/b.xlsx": made.xlsx("甲")}
    ),
    "a.xlsx": made.xlsx("甲", 3, header="页眉"),
    "a.ofd": made.ofd("一份", "文件"),
    "a.pdf": made.pdf("一份文件", note="批注"),
    "a.doc": made.ole({"WordDocument": bytes(600), "A/B/c": b"x"}),
    "a.xls": made.ole({"Workbook": b"\x09\x08\x10\x00" + bytes(16)}),
    "a.txt": "一份文件\n".encode("gb18030"),
}
PLACES = st.integers(0, 2**20)
HARM = st.one_of(
    st.tuples(st.just("change"), PLACES, st.binary(min_size=1, max_size=4)),
    st.tuples(st.just("insert"), PLACES, st.binary(min_size=1, max_size=60)),
    st.tuples(st.just("remove"), PLACES, st.integers(1, 200)),
    st.tuples(st.just("cut"), PLACES, st.none()),
)


def harmed(content, harm):
    what, place, more = harm
    at = place % (len(content) + 1)
    match what:
        case "change":
            return content[:at] + more + content[at + len(more) :]
        case "insert":
            return content[:at] + more + content[at:]
        case "remove":
            return content[:at] + content[at + more :]
    return content[:at]


@pytest.mark.parametrize("name", WHOLE)
@given(harms=st.lists(HARM, min_size=1, max_size=4))
@settings(max_examples=100, deadline=None)
def test_a_damaged_file_is_taken_or_refused_in_words(name, harms):
    content = WHOLE[name]
    for harm in harms:
        content = harmed(content, harm)
    with contextlib.suppress(Refused):
        assert examination.examine(io.BytesIO(content), name).key in KINDS


@pytest.mark.parametrize("name", WHOLE)
def test_the_whole_one_is_taken(name):
    assert examination.examine(io.BytesIO(WHOLE[name]), name).extensions[0] == name[2:]
