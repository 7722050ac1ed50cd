"""The names of HTML elements by what they mean to a reader of the page."""

# Nothing of these is printed as text, or what is printed lies elsewhere.
UNPRINTED = frozenset(
    {
        "script",
        "style",
        "template",
        "noscript",
        "noframes",
        "noembed",
        "title",
        "meta",
        "link",
        "base",
        "svg",
        "math",
        "object",
        "applet",
        "iframe",
        "frame",
        "canvas",
        "video",
        "audio",
        "datalist",
        "rt",
        "rp",
        "param",
    }
)

# A line ends where these begin and where they end.
BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "plaintext",
        "pre",
        "section",
        "summary",
        "ul",
        "xmp",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "optgroup",
        "option",
    }
)

HEADINGS = {f"h{level}": level for level in range(1, 7)}
KEPT = frozenset({"pre", "listing", "xmp", "plaintext"})  # blanks and line ends stand as they are
STRUCK = frozenset({"del", "s", "strike"})
RAISED = frozenset({"sup", "sub"})
PARTED = frozenset({"button", "label", "a"})  # what stands in them is apart from what stands beside
APART = frozenset({"inline-block", "inline-flex", "inline-table", "inline-grid"})  # so drawn, likewise
# Only type: without a style they change nothing.
SIMPLE = frozenset(
    {
        "span",
        "mark",
        "font",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "big",
        "small",
        "tt",
        "code",
        "o:p",
        "wbr",
        "html",
        "body",
    }
)
TYPE = ("span", "font", "b", "strong", "i", "em", "u", "o:p")  # the most frequent of them
VOID = frozenset({"br", "hr", "img", "input", "textarea", "select"})
WHOLE = frozenset({"html", "body"})  # hidden until a script has run
UNREAD_INPUTS = frozenset({"hidden", "checkbox", "radio", "image", "file", "password", "reset"})
FRAMES = frozenset({"iframe", "frame", "object", "embed"})
TABLE_PARTS = frozenset({"tr", "td", "th", "thead", "tbody", "tfoot"})
CELLS = frozenset({"td", "th"})
DRAWN_BLOCKS = frozenset({"block", "table", "table-row", "table-cell", "flex", "grid", "list-item"})
# A cell often holds its text in these, one in the other, and nothing else.
FRAMES_OF_TEXT = SIMPLE | {"p", "div", "center"}
# attributes that may change whether or how an element is seen
TELLING = frozenset(("class", "hidden", "aria-hidden"))
