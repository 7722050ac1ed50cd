"""The names of WordprocessingML and its neighbours, as lxml gives them."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# The strict edition of the standard names the same things otherwise.
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M[1:-1].encode()),
)

VAL = W + "val"
P, TBL, TR, TC, R_RUN, T = (W + name for name in ("p", "tbl", "tr", "tc", "r", "t"))
P_PR, R_PR, TC_PR, TR_PR = (W + name for name in ("pPr", "rPr", "tcPr", "trPr"))
# Names met in every paragraph, run and cell: put together once.
P_STYLE, OUTLINE_LEVEL, NUM_PR = W + "pStyle", W + "outlineLvl", W + "numPr"
FIELD_MARK, FIELD_CODE, FIELD_SIMPLE = W + "fldChar", W + "instrText", W + "fldSimple"
SYMBOL, RUBY, RUBY_BASE = W + "sym", W + "ruby", W + "rubyBase"
GRID_SPAN, V_MERGE, H_MERGE = W + "gridSpan", W + "vMerge", W + "hMerge"
CELL_GONE, CELL_CAME, CELL_MERGE = W + "cellDel", W + "cellIns", W + "cellMerge"
PLACINGS = (GRID_SPAN, V_MERGE, H_MERGE, CELL_GONE, CELL_CAME, CELL_MERGE)
POSITION = W + "position"
COLOUR, SIZE, SHADING, HIGHLIGHT = W + "color", W + "sz", W + "shd", W + "highlight"
TEXT_FILL = "{http://schemas.microsoft.com/office/word/2010/wordml}textFill"
SDT_CONTENT = W + "sdtContent"
TEXT_BOX = W + "txbxContent"
CHOICE, FALLBACK, ALTERNATIVES = MC + "Choice", MC + "Fallback", MC + "AlternateContent"

# What was there before a tracked change.
GONE = frozenset(W + name for name in ("del", "moveFrom", "delText", "delInstrText"))
# What came by one: the text is printed.
CAME = frozenset(W + name for name in ("ins", "moveTo"))
# Properties and marks without printed text of their own. Anything else is walked through: a wrapper that is not
# known must not swallow the text in it.
SILENT = frozenset(
    W + name
    for name in (
        "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sectPr", "smartTagPr",
        "customXmlPr", "commentReference", "annotationRef", "footnoteRef", "endnoteRef", "footnoteReference",
        "endnoteReference", "rt", "rubyPr", "ffData", "fldData",
    )
) | {FALLBACK, M + "ctrlPr", M + "rPr", M + "oMathParaPr"}  # fmt: skip
PICTURES = frozenset(
    (
        "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
        "{urn:schemas-microsoft-com:vml}imagedata",
        "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
        "{urn:schemas-microsoft-com:office:office}OLEObject",
    )
)
FOREIGN_CONTENT = frozenset((W + "altChunk", W + "subDoc"))


def on(value: str | None) -> bool:
    """Whether a switch such as `w:vanish` is on: without a value it is."""
    return value is None or value not in ("0", "false", "off", "none")


def whole(value: str | None, otherwise: int = 0) -> int:
    """A number of the markup; `otherwise` for anything that is none."""
    try:
        return int(value) if value is not None else otherwise
    except ValueError:
        return otherwise
