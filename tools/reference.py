"""Writes the generated pages of docs/reference from the declarations; with --check only compares."""

import sys
from pathlib import Path

import reference_law
import reference_procedure
import reference_registers
import reference_report
import reference_use

PAGES = {
    "commands.md": reference_use.commands,
    "settings.md": reference_use.settings,
    "forms.md": reference_report.forms,
    "findings.md": reference_report.findings,
    "terms.md": reference_law.terms,
    "outcomes.md": reference_law.outcomes,
    "procedure.md": reference_procedure.procedure,
    "duties.md": reference_law.duties,
    "calendar.md": reference_law.calendar,
    "registers.md": reference_registers.registers,
}
FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"
HEAD = "<!-- 由 make docs 生成，请勿手改 -->\n\n"


def main(check: bool) -> int:
    """Exit status: 1 when --check finds a page that is not current."""
    stale = []
    for name, page in PAGES.items():
        path, text = FOLDER / name, HEAD + page().strip() + "\n"
        if check and (not path.exists() or path.read_text(encoding="utf-8") != text):
            stale.append(name)
        elif not check:
            path.write_text(text, encoding="utf-8")
    if stale:
        print(f"这些页不是最新的：{'、'.join(stale)}；请运行 make docs")
    else:
        print("参考文档已是最新" if check else f"已写 {len(PAGES)} 页到 docs/reference")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
