"""Each declared wording can mean one line only in its place."""

from collections import defaultdict

import pytest

from annual.words_page import PAGE, page
from gongkai.annual.form_words import ALSO, PLACED
from gongkai.annual.forms import FORMS
from gongkai.annual.reading.words import Word, lexicon


@pytest.mark.parametrize("declared", [ALSO, PLACED])
def test_every_wording_is_of_a_line_of_the_form(declared: dict[str, dict[str, str]]) -> None:
    for section, words in declared.items():
        keys = set()
        for form in FORMS.values():
            todo = [line for table in form.section(section).tables for line in (*table.rows, *table.columns)]
            while todo:
                line = todo.pop()
                keys.add(line.key)
                todo += line.parts
        assert words.keys() <= keys


def meanings(words: tuple[Word, ...]) -> list[set[str]]:
    found: dict[tuple[str, object], set[str]] = defaultdict(set)
    for word in words:
        found[word.table, word.role].add(word.key)
    return list(found.values())


def test_no_wording_means_two_lines_of_one_axis() -> None:
    book = lexicon()
    for key in {*book.exact, *book.placed}:
        exact, placed = book.exact.get(key, ()), book.placed.get(key, ())
        assert all(len(keys) == 1 for keys in meanings(exact)), key
        assert all(len(keys) == 1 for keys in meanings(placed)), key


def test_a_wording_that_needs_its_place_is_not_known_without() -> None:
    book = lexicon()
    for key, words in book.placed.items():
        for word in words:
            assert all((each.table, each.role) != (word.table, word.role) for each in book.of(key)), key


def test_no_wording_ends_a_longer_one_whose_beginning_is_a_wording_with_a_number() -> None:
    """`…163|其他|对外管理服务事项`: the digit before would be taken for the number of 3.其他."""
    exact = lexicon().exact
    numbered = [key[1:] for key in exact if key[0].isdigit()]
    for key in exact:
        for start in numbered:
            if key.startswith(start) and key != start and f"3{key}" not in exact:
                assert key[len(start) :] not in exact, key


def test_the_page_lists_what_is_declared() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()
