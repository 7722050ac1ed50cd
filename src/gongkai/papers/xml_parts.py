"""XML from foreign files: nothing is fetched, no entity is expanded, nothing beyond libxml2's own bounds."""

from lxml import etree

from gongkai.papers.refusal import CannotOpen

Element = etree._Element
_MOST_TAGS = (
    6_000_000  # a node takes some hundred bytes: 100,000 cells as LibreOffice writes them are well below
)


def tree_of(data: bytes, name: str) -> Element:
    """The root element. Raises CannotOpen for broken XML, for XML that declares entities, for far too much of it."""
    if data.count(b"<") > _MOST_TAGS:
        raise CannotOpen(f"{name}的内容过多，不像一份文件，没有打开；请拆分后再试")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error):  # libxml2 reads some 250 levels; a table takes three of them
            raise CannotOpen(
                f"{name}的内容套了二百多层（多半是表格里套表格），没有读；请把表格放平后另存再试"
            ) from None
        raise CannotOpen(f"{name}的内容已损坏，读不出来；请用Word、WPS等软件打开后另存一份再试") from None
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr] # a root has a tree
        raise CannotOpen(f"{name}含有不该有的实体声明，可能有害，没有打开；请用Word或WPS另存一份再试")
    return root
