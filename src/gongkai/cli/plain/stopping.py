"""Ctrl-C over many files: what is done is kept, nothing is cut in the middle."""

import signal
import threading
from collections.abc import Generator, Iterator
from contextlib import closing
from types import FrameType, TracebackType
from typing import Self, TypeVar

T = TypeVar("T")
INTERRUPTED = 130


class Stopping:
    """While it is open, Ctrl-C ends `each` and nothing else; a second one ends the program."""

    def __init__(self) -> None:
        self.asked = False
        self._waiting = False

    def __enter__(self) -> Self:
        # Only the main thread may change what a signal does; elsewhere all stays as it is.
        self._main = threading.current_thread() is threading.main_thread()
        if self._main:
            self._before = signal.signal(signal.SIGINT, self._ask)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._main:
            signal.signal(signal.SIGINT, self._before)

    def each(self, items: Generator[T, None, None]) -> Iterator[T]:
        """The items until there are no more or Ctrl-C is pressed."""
        with closing(items):
            while not self.asked:
                self._waiting = True
                try:
                    item = next(items)
                except (StopIteration, KeyboardInterrupt):
                    return
                finally:
                    self._waiting = False
                yield item

    def _ask(self, number: int, frame: FrameType | None) -> None:
        again, self.asked = self.asked, True
        if self._waiting or again:
            raise KeyboardInterrupt
