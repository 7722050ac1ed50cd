"""Run by the Python of another environment: `peer.py docling|markitdown .docx|.html FOLDER`. Prints one JSON object:
mean seconds a file after the first, and the share of the printed cells that stand in their row and column."""

import importlib.metadata
import json
import re
import statistics
import sys
import time
from pathlib import Path

Tables = list[list[list[str]]]


def squeezed(text: str) -> str:
    return "".join(re.sub(r"<br\s*/?>|\\", "", text).split())


def by_docling(suffix: str):
    from docling.document_converter import DocumentConverter

    converter = DocumentConverter()

    def convert(path: Path):
        return converter.convert(path).document

    def tables(document) -> Tables:
        return [
            [[squeezed(cell.text) for cell in row] for row in table.data.grid] for table in document.tables
        ]

    return convert, tables


def by_markitdown(suffix: str):
    from markitdown import MarkItDown

    converter = MarkItDown()

    def convert(path: Path):
        return converter.convert(str(path)).text_content

    def tables(text) -> Tables:
        found: Tables = [[]]
        for line in text.splitlines():
            if not line.strip().startswith("|"):
                found.append([])
            elif not re.fullmatch(r"[|\s:-]+", line):
                found[-1].append([squeezed(cell) for cell in line.strip().strip("|").split("|")])
        return [table for table in found if table]

    return convert, tables


def share(truth: Tables, got: Tables) -> tuple[int, int]:
    """Printed cells that are not blank: how many stand in their place, how many there are."""
    right = whole = 0
    for place, table in enumerate(truth):
        other = got[place] if place < len(got) else []
        for row, cells in enumerate(table):
            for column, text in enumerate(cells):
                if not text:
                    continue
                whole += 1
                right += (
                    row < len(other) and column < len(other[row]) and other[row][column] == squeezed(text)
                )
    return right, whole


def main() -> None:
    peer, suffix, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    convert, tables = {"docling": by_docling, "markitdown": by_markitdown}[peer](suffix)
    taken, right, whole = [], 0, 0
    paths = sorted(folder.glob(f"*{suffix}"))
    convert(paths[0])
    for path in paths:
        begun = time.perf_counter()
        document = convert(path)
        taken.append(time.perf_counter() - begun)
        truth = json.loads(path.with_name(f"{path.name}.json").read_text(encoding="utf-8"))
        hit, of = share(truth, tables(document))
        right, whole = right + hit, whole + of
    print(
        json.dumps(
            {
                "version": importlib.metadata.version(peer),
                "seconds": statistics.fmean(taken),
                "least": min(taken),
                "most": max(taken),
                "runs": len(taken),
                "share": right / whole if whole else 0.0,
            }
        )
    )


if __name__ == "__main__":
    main()
