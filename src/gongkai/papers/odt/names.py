"""The names of OpenDocument, as lxml gives them."""


def _space(name: str) -> str:
    return f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}"


OFFICE, TEXT, TABLE, STYLE, DRAW = (_space(name) for name in ("office", "text", "table", "style", "drawing"))
FO = _space("xsl-fo-compatible")

P, H, LIST, LIST_ITEM, LIST_HEADER = (TEXT + name for name in ("p", "h", "list", "list-item", "list-header"))
TABLE_TABLE, ROW, CELL, COVERED = (
    TABLE + name for name in ("table", "table-row", "table-cell", "covered-table-cell")
)
NOTE, SECTION, RUBY = TEXT + "note", TEXT + "section", TEXT + "ruby"
BREAKS = {TEXT + "tab": "\t", TEXT + "line-break": "\n"}
CHANGES = frozenset(TEXT + name for name in ("change", "change-start", "change-end"))
PICTURES = frozenset(DRAW + name for name in ("image", "object", "object-ole", "plugin"))
COMPUTED = frozenset(
    TEXT + name for name in ("expression", "table-formula", "variable-set", "user-field-get")
)
# Content that is not printed where it stands. Anything else is walked through.
SILENT = frozenset(
    (
        TEXT + "tracked-changes", TEXT + "sequence-decls", TEXT + "variable-decls", TEXT + "user-field-decls",
        TEXT + "dde-connection-decls", TEXT + "alphabetical-index-auto-mark-file", TEXT + "number",
        TEXT + "note-citation", TEXT + "ruby-text", TEXT + "script", OFFICE + "forms", OFFICE + "annotation",
        OFFICE + "annotation-end", OFFICE + "event-listeners", TABLE + "table-columns", TABLE + "table-column",
        TABLE + "title", TABLE + "desc",
    )
)  # fmt: skip


def hidden(value: str | None) -> bool:
    return value in ("none", "true", "collapse", "filter")
