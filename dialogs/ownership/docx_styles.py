"""How a Word file of ours looks: fonts, colours and styles that people can change in one place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor

from knowledge.model import Language

LOCALE: Mapping[Language, str] = {"nb": "nb-NO", "nn": "nn-NO"}
TINT, _MARK = "E6EFFB", "FFF1B0"
FONT = "Calibri"
_INK, _SOFT, _ACCENT = RGBColor(0x1A, 0x21, 0x2E), RGBColor(0x52, 0x5C, 0x6B), RGBColor(0x1B, 0x4F, 0x8F)


def dress(document: Doc, language: Language) -> None:
    """Give the document our styles, and its language."""
    styles = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = FONT, Pt(11), _INK
    normal.paragraph_format.space_after = Pt(6)
    for properties in (normal.element.get_or_add_rPr(), *_defaults(document)):
        tongue = OxmlElement("w:lang")
        tongue.set(qn("w:val"), LOCALE[language])
        for old in properties.findall(qn("w:lang")):
            properties.remove(old)
        properties.append(tongue)
    for name, size, space in (("Title", 24, 6), ("Heading 1", 18, 18), ("Heading 2", 14, 14), ("Heading 3", 12, 12)):
        style = styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), _ACCENT
        style.paragraph_format.space_before, style.paragraph_format.keep_with_next = Pt(space), True
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    styles["Footer"].font.color.rgb, styles["Footer"].font.size = _SOFT, Pt(9.5)
    styles["Caption"].font.color.rgb, styles["Caption"].font.size = _SOFT, Pt(10)
    for name, colour, small in (("Liten", _SOFT, True), ("Referanse", _ACCENT, True), ("Hyperlink", _ACCENT, False)):
        style = styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        style.font.color.rgb, style.font.size = colour, Pt(9.5) if small else None
    gap = styles.add_style("Utfylling", WD_STYLE_TYPE.CHARACTER)
    gap.font.bold = True
    gap.element.get_or_add_rPr().append(shade(_MARK))
    _paragraph_styles(document)


def _paragraph_styles(document: Doc) -> None:
    styles = document.styles
    note = styles.add_style("Merknad", WD_STYLE_TYPE.PARAGRAPH)
    note.base_style, note.font.italic, note.font.color.rgb = styles["Normal"], True, _SOFT
    title = styles["TOC Heading"]
    title.base_style, title.font.bold, title.font.size, title.font.color.rgb = styles["Normal"], True, Pt(14), _ACCENT
    for level in (1, 2):
        entry = styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        entry.base_style, entry.font.bold = styles["Normal"], level == 1
        entry.paragraph_format.left_indent, entry.paragraph_format.space_after = Cm(0.6 * (level - 1)), Pt(2)
    air = styles.add_style("Luft", WD_STYLE_TYPE.PARAGRAPH)
    air.base_style, air.font.size, air.paragraph_format.space_after = styles["Normal"], Pt(4), Pt(2)


def _defaults(document: Doc) -> Iterable[BaseOxmlElement]:
    found: list[BaseOxmlElement] = document.styles.element.xpath("w:docDefaults//w:rPr")
    return found


def shade(colour: str) -> BaseOxmlElement:
    """A ground of that colour."""
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    return shade
