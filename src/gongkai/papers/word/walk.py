"""The walk of a Word document's XML: paragraphs with what Word would print of them, tables by their true columns."""

import re
from dataclasses import dataclass

from gongkai.papers.flow import FlowTable, Text
from gongkai.papers.limits import Limits
from gongkai.papers.looks import PLAIN, Look
from gongkai.papers.refusal import CannotOpen
from gongkai.papers.remarks import FIELD, PICTURE, RAISED, TRACKED, UNSEEN
from gongkai.papers.word.line import Line, drawing, inside_run, run_on
from gongkai.papers.word.names import (
    ALTERNATIVES,
    CAME,
    FIELD_CODE,
    FIELD_MARK,
    FIELD_SIMPLE,
    GONE,
    NUM_PR,
    OUTLINE_LEVEL,
    P_PR,
    P_STYLE,
    PLACINGS,
    POSITION,
    R_PR,
    R_RUN,
    RUBY,
    RUBY_BASE,
    SILENT,
    SYMBOL,
    TBL,
    VAL,
    M,
    P,
    T,
    W,
)
from gongkai.papers.word.numbering import Numbering
from gongkai.papers.word.shade import TAGS
from gongkai.papers.word.signs import SIGNS, chosen, computes, draws, prints, symbol
from gongkai.papers.word.styles import Styles, level_of, look_of, numbering_of
from gongkai.papers.word.tables import rows_of
from gongkai.papers.word.wrappers import blocks_in, choice
from gongkai.papers.xml_parts import Element

_MARK = f"{P_PR}/{R_PR}"
_DRAWN = frozenset((W + "drawing", W + "pict", W + "object"))
_BREAKS = re.compile(r"\s*\n\s*")  # of the markup, as templates write it: they print as a blank
_MATH_TEXT = M + "t"
_TURNED = W + "bdo"  # digits may stand the other way round
_PLAIN_MATH = frozenset(M + name for name in ("oMath", "oMathPara", "r", "t"))


@dataclass(slots=True)
class _Field:
    code: str = ""
    result: bool = False


class Walk:
    """One pass over a document. Raises CannotOpen beyond the limits and for content of other formats inside."""

    def __init__(
        self, styles: Styles, numbering: Numbering, name: str, limits: Limits, *, shaded: bool = False
    ) -> None:
        self.name = name
        self.limits = limits
        self._shaded = shaded  # some letters may be unseen
        self._styles = styles
        self._numbering = numbering
        self._fields: list[_Field] = []
        self._cells = 0
        self._paragraphs = 0
        # Looked for in one go beforehand: most properties of runs, marks and cells say nothing that matters here.
        self._looks: dict[Element, Look] = {}
        self._gone: set[Element] = set()  # properties of marks between paragraphs
        self._placed: set[Element] = set()  # cells that say something of their place
        self._said: dict[Element, list[Element]] = {}  # style, outline level and list of paragraphs

    def story(self, root: Element) -> list[Text | FlowTable]:
        """Everything in a body, a note or a text box."""
        tags = [W + "vanish", W + "strike", W + "dstrike", W + "vertAlign", *GONE]
        if self._styles.looks:
            tags.append(W + "rStyle")
        if self._styles.looks or self._shaded:
            tags += TAGS
        if self._shaded:
            tags.append(POSITION)
        for each in root.iter(*tags):
            properties = each.getparent()
            if properties is None or properties.tag != R_PR:
                continue
            if each.tag in GONE:
                self._gone.add(properties)
            elif properties not in self._looks:
                self._looks[properties] = self._look(properties)
        for each in root.iter(*PLACINGS):
            properties = each.getparent()
            if properties is not None and (cell := properties.getparent()) is not None:
                self._placed.add(cell)
        for each in root.iter(P_STYLE, OUTLINE_LEVEL, NUM_PR):
            properties = each.getparent()
            if properties is not None and (paragraph := properties.getparent()) is not None:
                self._said.setdefault(paragraph, []).append(each)
        return self.content(root, 0)

    def placed(self, cell: Element) -> bool:
        return cell in self._placed

    def content(self, parent: Element, depth: int) -> list[Text | FlowTable]:
        """Paragraphs and tables below an element; `depth`: in how many tables it lies."""
        flow: list[Text | FlowTable] = []
        runs_on = False  # the mark between two paragraphs was deleted or is hidden: they print as one
        for child in blocks_in(parent):
            if child.tag == P:
                self._one_more()
                text, boxes, joins = self._paragraph(child, depth)
                last = flow[-1] if flow else None
                if runs_on and isinstance(last, Text):
                    run_on(last, text)
                else:
                    flow.append(text)
                flow += boxes
                runs_on = joins and not boxes
            elif child.tag == TBL:
                flow.append(FlowTable(rows_of(child, self, depth + 1)))
                runs_on = False
            else:
                raise CannotOpen(
                    f"{self.name}里嵌有其他格式的内容，其中的文字和表格读不出来；请用Word打开后另存为.docx再试"
                )
        return flow

    def _one_more(self) -> None:
        """Count a paragraph: there are never many more of them than cells."""
        self._paragraphs += 1
        if self._paragraphs > 2 * self.limits.cells:
            raise CannotOpen(f"{self.name}超过{2 * self.limits.cells}段，没有读；请拆分后再试")

    def counted(self, cells: int) -> None:
        self._cells += cells
        if self._cells > self.limits.cells:
            raise CannotOpen(f"{self.name}的表格超过{self.limits.cells}格的上限，没有读；请拆分后再试")

    def _look(self, properties: Element) -> Look:
        look = look_of(properties)
        if self._styles.looks and (style := properties.find(W + "rStyle")) is not None:
            look = look.over(self._styles.style(style.get(VAL)).look)
        return look

    # Paragraphs

    def _paragraph(self, element: Element, depth: int) -> tuple[Text, list[Text | FlowTable], bool]:
        """The paragraph, what stands in its text boxes, and whether it runs on into the next one."""
        style_id: str | None = None
        level: int | None = None
        list_id: str | None = None
        list_level: int | None = None
        for said in self._said.get(element, ()):
            if said.tag == P_STYLE:
                style_id = said.get(VAL)
            elif said.tag == OUTLINE_LEVEL:
                level = level_of(said.get(VAL))
            else:
                list_id, list_level = numbering_of(said)
        remarks: set[str] = set()
        joins = False
        if (self._gone or self._looks) and (mark := element.find(_MARK)) is not None:
            if mark in self._gone:
                remarks.add(TRACKED)
            joins = mark in self._gone or self._looks.get(mark, PLAIN).hidden is True
        style = self._styles.style(style_id)
        line = Line(style.look, remarks=remarks)
        self._inline(element, line)
        if self._fields:  # one whose code is not over at the end of its paragraph never comes to its result
            self._fields = [each for each in self._fields if each.result]
        text = "".join(line.pieces)
        if (list_id or style.list_id) and (text or not joins):
            text = self._number(style_id, list_id, list_level) + text
        boxes = [part for box in line.boxes for part in self.content(box, depth)]
        lines = text.split("\n")
        return Text(lines, style.level if level is None else level, line.remarks), boxes, joins

    def _number(self, style_id: str | None, list_id: str | None, list_level: int | None) -> str:
        style = self._styles.style(style_id)
        number = style.list_id if list_id is None else list_id
        if number is None or number == "0":
            return ""
        at = style.list_level if list_level is None else list_level
        if at is None:
            at = self._numbering.level_of_style(number, style_id or "")
        return self._numbering.next(number, at)

    # Runs and what stands between them

    def _inline(self, parent: Element, line: Line) -> None:
        for child in parent:
            tag = child.tag
            if tag == R_RUN:
                self._run(child, line)
            elif tag in SILENT:
                continue
            elif tag in GONE:
                line.remarks.add(TRACKED)
            elif tag == ALTERNATIVES:
                self._inline(choice(child), line)
            elif tag == _MATH_TEXT:
                self._say(child.text or "", line, line.look)
            else:
                if tag in CAME:
                    line.remarks.add(TRACKED)
                elif tag == FIELD_SIMPLE and computes(child.get(W + "instr", "")):
                    line.remarks.add(FIELD)
                elif tag == _TURNED:
                    line.remarks.add(UNSEEN)
                elif tag.startswith(M) and tag not in _PLAIN_MATH:
                    line.remarks.add(RAISED)
                self._inline(child, line)

    def _run(self, run: Element, line: Line) -> None:
        look = line.look
        for child in run:
            tag = child.tag
            if tag == T:
                text = child.text or ""
                self._say(_BREAKS.sub(" ", text) if "\n" in text else text, line, look)
            elif tag == R_PR:
                if child in self._looks:
                    look = self._looks[child].over(line.look)
            elif tag in SIGNS:
                self._say(SIGNS[tag], line, look)
            elif tag == FIELD_MARK:
                self._field_mark(child, line, look)
            elif tag == FIELD_CODE:
                if self._fields and not self._fields[-1].result:
                    self._fields[-1].code += child.text or ""
            elif tag == SYMBOL:
                sign = symbol(child)
                if not sign.isascii() and not look.hidden:
                    line.remarks.add(PICTURE)
                self._say(sign, line, look)
            elif tag in _DRAWN:
                if not look.hidden:
                    drawing(child, line)
            elif tag == ALTERNATIVES:
                self._run(choice(child), inside_run(line, look))
            elif tag == RUBY:
                for base in child.iterfind(RUBY_BASE):
                    self._inline(base, line)
            elif tag in GONE:
                line.remarks.add(TRACKED)

    def _say(self, text: str, line: Line, look: Look) -> None:
        if not text or (self._fields and any(not each.result for each in self._fields)):
            return
        line.pieces.append(text if look is PLAIN else look.marked(text, line.remarks))

    def _field_mark(self, mark: Element, line: Line, look: Look) -> None:
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            for listed in mark.iterfind(f"{W}ffData/{W}ddList"):
                self._say(chosen(listed), line, look)
            self._fields.append(_Field())
        elif self._fields and kind == "separate":
            self._fields[-1].result = True
            if computes(self._fields[-1].code):
                line.remarks.add(FIELD)
        elif self._fields and kind == "end":
            field = self._fields.pop()
            if draws(field.code):
                line.remarks.add(RAISED)
            elif not field.result and prints(field.code):
                line.remarks.add(FIELD)
