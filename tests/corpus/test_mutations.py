"""Lost and added blanks, line ends, tabs and bars never make the reader say what is not printed."""

from corpus.mutate import run, sources


def test_no_mutation_makes_a_silent_error() -> None:
    assert run(sources(0, 1), 0, 220) == {}
