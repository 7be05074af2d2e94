"""A DOCX and an ODT are read for what stands in them, in its order, and nothing outside them is touched."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leskracht_desktop.domain.written_documents import (
    Cell,
    Heading,
    Note,
    Paragraph,
    Picture,
    Span,
    Table,
    WrittenDocument,
)
from leskracht_desktop.errors import FileRefused
from leskracht_desktop.importers.documents.reading import read_written
from leskracht_desktop.importers.limits import LIMITS
from tests.support import documents
from tests.support.documents import ODF, R, W

STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/>
  <w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Eigen"><w:name w:val="Eigen"/><w:basedOn w:val="Kop2"/></w:style>
<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>
<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>
<w:style w:type="character" w:styleId="Nadruk"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
</w:styles>"""
NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="7">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Artikel %1"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="7"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"""


def paragraph(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def docx(body: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    given = {"word/styles.xml": STYLES, "word/numbering.xml": NUMBERING, **(parts or {})}
    return documents.docx(body=f"<w:document {W} {R}><w:body>{body}</w:body></w:document>", parts=given)


def read(data: bytes, name: str = "a.docx", limits=LIMITS) -> WrittenDocument:
    return read_written(name, data, limits)


def texts(document: WrittenDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading | Paragraph)]


def item(number: int, level: int, text: str) -> str:
    return paragraph(run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_headings_have_their_level_and_number_and_text_its_looks():
    body = (
        paragraph(run("Overeenkomst"), '<w:pStyle w:val="Titel"/>')
        + paragraph(run("Begrippen"), '<w:pStyle w:val="Kop1"/>')
        + paragraph(run("Doel"), '<w:pStyle w:val="Eigen"/>')
        + paragraph(run("Los"), '<w:outlineLvl w:val="2"/>')
        + paragraph(run("De ") + run("school", "<w:b/>") + run(" en ", '<w:b w:val="0"/>') + run("zij", "<w:i/>")
                    + run(".", '<w:rStyle w:val="Nadruk"/>'))
        + paragraph(run("Rond"), '<w:pStyle w:val="A"/>')
        + paragraph(run("  "))
    )  # fmt: skip
    assert read(docx(body)).blocks == (
        Heading(1, (Span("Overeenkomst"),)),
        Heading(1, (Span("Artikel 1 "), Span("Begrippen"))),
        Heading(2, (Span("Doel"),)),
        Heading(3, (Span("Los"),)),
        Paragraph((Span("De "), Span("school", bold=True), Span(" en "), Span("zij", italic=True),
                   Span(".", bold=True))),
        Paragraph((Span("Rond"),)),
    )  # fmt: skip


def test_lists_are_counted_as_a_word_processor_does():
    body = (
        item(1, 0, "een") + item(1, 1, "onder") + item(1, 1, "nog") + item(1, 0, "twee") + item(1, 1, "weer")
        + item(2, 0, "punt") + item(3, 0, "opnieuw") + item(3, 0, "verder") + item(0, 0, "geen") + item(9, 0, "los")
    )  # fmt: skip
    assert texts(read(docx(body))) == [
        "Artikel 1 een", "1.a) onder", "1.b) nog", "Artikel 2 twee", "2.a) weer", "• punt",
        "Artikel 5 opnieuw", "Artikel 6 verder", "geen", "los",
    ]  # fmt: skip


def test_headings_take_the_level_that_the_list_keeps_for_their_style():
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:pStyle w:val="K{level}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, text in enumerate(("%1.", "%1.%2"))
    )
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="K{level}"><w:name w:val="heading {level + 1}"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for level in range(2)
    )
    body = "".join(paragraph(run(f"kop {style}"), f'<w:pStyle w:val="{style}"/>') for style in ("K0", "K1", "K1", "K0"))
    parts = {"word/numbering.xml": numbering, "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>"}
    assert texts(read(docx(body, parts))) == ["1. kop K0", "1.1 kop K1", "1.2 kop K1", "2. kop K0"]


def test_the_strict_form_and_numbered_parts_are_read_too():
    strict = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    whole = docx(paragraph(run("Tekst"), '<w:pStyle w:val="Kop2"/>'))
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        parts = {name: packed.read(name).decode() for name in packed.namelist()}
    numbered = {
        name.replace(".xml", "2.xml") if name.startswith("word/") else name: text.replace(W, strict)
        for name, text in parts.items()
    }
    assert "word/document2.xml" in numbered
    assert read(documents.archive(numbered)).blocks == (Heading(2, (Span("Tekst"),)),)


def test_insertions_are_marked_and_deletions_remarks_and_hidden_text_left_out():
    body = paragraph(
        run("Binnen ")
        + f"<w:del>{run('48').replace('w:t', 'w:delText')}</w:del><w:ins>{run('24')}</w:ins>"
        + run(" uur")
        + run(" geheim", "<w:vanish/>")
        + f"<w:moveFrom>{run(' weg')}</w:moveFrom><w:moveTo>{run(' hierheen')}</w:moveTo>"
        + "<w:commentRangeStart/><w:r><w:commentReference/></w:r>"
        + f"<w:hyperlink>{run(' op de site')}</w:hyperlink>"
    )
    [found] = read(docx(body)).blocks
    assert isinstance(found, Paragraph)
    assert found.text == "Binnen 24 uur hierheen op de site"
    assert [span.text for span in found.spans if span.inserted] == ["24", " hierheen"]


def field(instruction: str, result: str, end: str = '<w:r><w:fldChar w:fldCharType="end"/></w:r>') -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    asked = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return mark.format("begin") + asked + mark.format("separate") + run(result) + end


def test_fields_show_their_result_but_page_numbers_mean_nothing_and_a_broken_one_swallows_nothing():
    body = (
        paragraph(run("Zie ") + field(" REF a ", "artikel 8") + run(", p. ") + field("PAGEREF a", "12"))
        + paragraph(field("PAGE", "3", end="") + run("kwijt"))
        + paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("kwijt"))
        + paragraph(f'<w:fldSimple w:instr="NUMPAGES">{run("9")}</w:fldSimple>{run("Verder")}')
    )
    assert texts(read(docx(body))) == ["Zie artikel 8, p.", "Verder"]


WIDE = '<w:gridSpan w:val="2"/>'
HIGH = '<w:vMerge w:val="restart"/>'


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text)) if text else '<w:p/>'}</w:tc>"


def plain(text: str, columns: int = 1, rows: int = 1) -> Cell:
    return Cell((Paragraph((Span(text),)),) if text else (), columns, rows)


def test_a_table_keeps_its_cells_over_columns_and_rows():
    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell('Soort', WIDE)}{cell('Duur')}</w:tr>"
    first = f"<w:tr>{cell('A', HIGH)}{cell('b')}{cell('1 jaar')}</w:tr>"
    second = f"<w:tr>{cell('', '<w:vMerge/>')}{cell('c')}{cell('')}</w:tr>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('geschrapt')}</w:tr>"
    [table] = read(docx(f"<w:tbl>{head}{first}{second}{gone}</w:tbl>")).blocks
    assert table == Table(
        (
            (plain("Soort", columns=2), plain("Duur")),
            (plain("A", rows=2), plain("b"), plain("1 jaar")),
            (plain("c"), plain("")),
        ),
        head_rows=1,
    )


def test_headers_footers_and_notes_are_read_and_only_those_that_are_used():
    refs = '<w:footnoteReference w:id="4"/>'
    used = '<w:headerReference r:id="k1"/><w:footerReference r:id="v1"/><w:headerReference r:id="k9"/>'
    section = f"<w:sectPr>{used}</w:sectPr>"
    targets = {"k1": "kop.xml", "v1": "/word/voet.xml", "k2": "niet.xml"}
    body = paragraph(run("Tekst") + f"<w:r>{refs}</w:r>" + run(" verder")) + section
    notes = (
        f'<w:footnote w:id="4">{paragraph(run("Zie de wet."))}</w:footnote>'
        f'<w:footnote w:id="5">{paragraph(run("Zonder verwijzing."))}</w:footnote>'
    )
    parts = {
        "word/_rels/document.xml.rels": documents.relations(targets),
        "word/kop.xml": f"<w:hdr {W}>{paragraph(run('Versie 4.0'))}</w:hdr>",
        "word/niet.xml": f"<w:hdr {W}>{paragraph(run('Nergens gebruikt'))}</w:hdr>",
        "word/voet.xml": f"<w:ftr {W}>{paragraph(run('Vertrouwelijk'))}</w:ftr>",
        "word/footnotes.xml": f"<w:footnotes {W}>{notes}</w:footnotes>",
    }
    document = read(docx(body, parts))
    assert document.headers == ((Paragraph((Span("Versie 4.0"),)),),)
    assert document.footers == ((Paragraph((Span("Vertrouwelijk"),)),),)
    assert document.notes == (Note("1", (Paragraph((Span("Zie de wet."),)),)),)
    assert texts(document) == ["Tekst1 verder"]
    assert document.parts() == ("Versie 4.0\nTekst1 verder", "1 Zie de wet.\nVertrouwelijk")


def drawing(key: str, words: str) -> str:
    return (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        f'<wp:docPr descr="{words}"/><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'r:embed="{key}"/></wp:inline></w:drawing></w:r>'
    )


def test_pictures_come_from_the_archive_or_are_a_description():
    pictures = {"a": "media/a.png", "b": "media/b.png", "c": "media/c.emf", "d": "../../etc/passwd", "g": "media/g.png"}
    body = "".join(paragraph(drawing(key, f"beeld {key}")) for key in ("a", "b", "c", "d", "e", "g"))
    data = documents.docx(
        body=f"<w:document {W} {R}><w:body>{body}</w:body></w:document>",
        parts={
            "word/_rels/document.xml.rels": documents.relations(pictures),
            "word/media/a.png": documents.png(),
            "word/media/b.png": documents.png(9_000, 9_000),
            "word/media/c.emf": b"\x01\0\0\0 een tekening",
            "word/media/g.png": documents.png() + bytes(400),
        },
    )
    shown = read(data, limits=replace(LIMITS, document_picture=200)).blocks
    assert [block.description for block in shown if isinstance(block, Picture)] == [f"beeld {key}" for key in "abcdeg"]
    assert [bool(block.data) for block in shown if isinstance(block, Picture)] == [True] + [False] * 5


def test_what_a_document_points_to_outside_itself_is_not_looked_at():
    data = documents.docx(
        body=f"<w:document {W} {R}><w:body>{paragraph(drawing('a', 'van elders'))}</w:body></w:document>",
        parts={
            "word/_rels/document.xml.rels": documents.relations({"a": "media/a.png"}, external=True),
            "word/media/a.png": documents.png(),
        },
    )
    assert read(data).blocks == (Picture("van elders"),)


def test_a_text_box_is_read_once():
    box = f"<w:txbxContent>{paragraph(run('In een kader'))}</w:txbxContent>"
    both = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    assert texts(read(docx(paragraph(run("Ervoor") + f"<w:r>{both}</w:r>")))) == ["Ervoor", "In een kader"]


ODT_STYLES = f"""<office:document-styles {ODF}><office:styles>
<style:style style:name="Title" style:family="paragraph"/>
<text:outline-style><text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/>
<text:outline-level-style text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"
 text:display-levels="1"/></text:outline-style>
<text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="i" text:display-levels="2"/></text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="x"/></text:list-style>
</office:styles><office:master-styles><style:master-page style:name="Standard">
<style:header><text:p>Versie 4.0, bladzijde <text:page-number>1</text:page-number></text:p></style:header>
<style:footer><text:p>Vertrouwelijk</text:p></style:footer></style:master-page></office:master-styles>
</office:document-styles>"""
ODT_AUTOMATIC = """<office:automatic-styles>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="T2" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="T3" style:family="text"><style:text-properties text:display="none"/></style:style>
</office:automatic-styles>"""


def odt(body: str, parts: Mapping[str, bytes] | None = None) -> bytes:
    whole = f"{ODT_AUTOMATIC}<office:body><office:text>{body}</office:text></office:body>"
    return documents.odt(body=whole, parts={"styles.xml": ODT_STYLES, **(parts or {})})


def test_an_odt_is_read_in_the_same_way():
    body = """<text:tracked-changes><text:changed-region xml:id="c1"><text:insertion/></text:changed-region>
<text:changed-region xml:id="c2"><text:deletion><text:p>Geschrapt</text:p></text:deletion></text:changed-region>
</text:tracked-changes>
<text:p text:style-name="P1">Overeenkomst</text:p>
<text:h text:outline-level="1">Begrippen</text:h><text:h text:outline-level="2">Doel</text:h>
<text:h text:outline-level="2">Duur</text:h><text:h text:outline-level="1">Melden</text:h>
<text:p>Binnen
   <text:change text:change-id="c2"/><text:change-start text:change-id="c1"/>24<text:change-end text:change-id="c1"/>
 uur,<text:s text:c="3"/><text:span text:style-name="T1">ook</text:span><text:tab/><text:span
 text:style-name="T2">dan</text:span><text:span text:style-name="T3">geheim</text:span><office:annotation>
<text:p>Opmerking</text:p></office:annotation><text:note><text:note-citation>1</text:note-citation><text:note-body>
<text:p>Zie de wet.</text:p></text:note-body></text:note>.</text:p>"""
    document = read(odt(body), "a.odt")
    assert document.blocks == (
        Heading(1, (Span("Overeenkomst"),)),
        Heading(1, (Span("1. "), Span("Begrippen"))),
        Heading(2, (Span("(a) "), Span("Doel"))),
        Heading(2, (Span("(b) "), Span("Duur"))),
        Heading(1, (Span("2. "), Span("Melden"))),
        Paragraph(
            (Span("Binnen "), Span("24", inserted=True), Span(" uur, "), Span("ook", bold=True), Span(" "),
             Span("dan", italic=True), Span("1", raised=True), Span("."))
        ),
    )  # fmt: skip
    assert document.notes == (Note("1", (Paragraph((Span("Zie de wet."),)),)),)
    assert document.headers == ((Paragraph((Span("Versie 4.0, bladzijde"),)),),)
    assert document.footers == ((Paragraph((Span("Vertrouwelijk"),)),),)


def entry(text: str, inside: str = "") -> str:
    return f"<text:list-item><text:p>{text}</text:p>{inside}</text:list-item>"


def test_lists_of_an_odt_are_counted_and_go_on_where_they_say_so():
    inner = f"<text:list>{entry('onder')}{entry('nog')}</text:list>"
    body = (
        f'<text:list text:style-name="L1" xml:id="l1">{entry("een", inner)}{entry("twee")}</text:list>'
        "<text:p>tussen</text:p>"
        f'<text:list text:style-name="L1" text:continue-list="l1">{entry("drie")}</text:list>'
        f'<text:list text:style-name="L1">{entry("opnieuw", "<text:p>vervolg</text:p>")}</text:list>'
        f'<text:list text:style-name="L2">{entry("punt")}</text:list>'
    )
    document = read(odt(body), "a.odt")
    assert texts(document) == [
        "1. een", "1.i onder", "1.ii nog", "2. twee", "tussen", "3. drie", "1. opnieuw", "vervolg", "• punt"
    ]  # fmt: skip
    assert [block.depth for block in document.blocks if isinstance(block, Paragraph)] == [1, 2, 2, 1, 0, 1, 1, 1, 1]


def test_a_table_and_a_picture_of_an_odt():
    body = (
        "<table:table><table:table-header-rows><table:table-row>"
        '<table:table-cell table:number-columns-spanned="2"><text:p>Soort</text:p></table:table-cell>'
        "<table:covered-table-cell/></table:table-row></table:table-header-rows>"
        "<table:table-row><table:table-cell><text:p>A</text:p></table:table-cell>"
        "<table:table-cell><text:p>1 jaar</text:p></table:table-cell></table:table-row></table:table>"
        '<text:p><draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:title>Een logo</svg:title></draw:frame>'
        "</text:p>"
        '<text:p><draw:frame><draw:image xlink:href="https://example.org/a.png"/></draw:frame></text:p>'
        "<text:p><draw:frame><draw:text-box><text:p>In een kader</text:p></draw:text-box></draw:frame></text:p>"
    )
    picture = documents.png()
    assert read(odt(body, {"Pictures/a.png": picture}), "a.odt").blocks == (
        Table(((plain("Soort", columns=2),), (plain("A"), plain("1 jaar"))), head_rows=1),
        Picture("Een logo", picture),
        Picture(""),
        Paragraph((Span("In een kader"),)),
    )


def test_text_in_parts_begins_anew_at_a_heading_and_after_a_page():
    many = "".join(paragraph(run(f"Alinea {number} " + "woord " * 60)) for number in range(22))
    body = many + paragraph(run("Slot"), '<w:pStyle w:val="Kop2"/>') + paragraph(run("Einde"))
    parts = read(docx(body)).parts()
    assert len(parts) == 4
    assert all(len(part) < 4_000 for part in parts)
    assert parts[-1] == "Slot\nEinde"
    assert read(docx("")).parts() == ()


DEEP_TABLE = "<w:tbl><w:tr><w:tc>" * 60 + paragraph(run("diep")) + "</w:tc></w:tr></w:tbl>" * 60


def test_more_than_anybody_reads_is_left_out_and_said():
    body = "".join(paragraph(run(f"alinea {number}")) for number in range(50))
    short = read(docx(body), limits=replace(LIMITS, document_blocks=10))
    assert (len(short.blocks), short.truncated) == (10, True)
    short = read(docx(body), limits=replace(LIMITS, document_characters=30))
    assert (sum(map(len, texts(short))), short.truncated) == (30, True)


@pytest.mark.parametrize("name", ["a.docx", "a.odt"])
def test_so_many_tags_that_reading_would_take_minutes_are_refused(name: str):
    data = docx("<w:p><w:r/></w:p>" * 200) if name == "a.docx" else odt("<text:p><text:s/></text:p>" * 200)
    assert read(data, name, replace(LIMITS, document_tags=2_000)).blocks == ()
    with pytest.raises(FileRefused) as caught:
        read(data, name, replace(LIMITS, document_tags=600))
    assert caught.value.reason == "document_too_large"


def test_tables_within_tables_are_flattened_and_wild_numbers_tamed():
    document = read(docx(DEEP_TABLE))
    depth, block = 0, document.blocks[0]
    while isinstance(block, Table):
        depth, block = depth + 1, block.rows[0][0].blocks[0]
    assert (depth, block) == (6, Paragraph((Span("diep"),)))
    cells = cell("a", WIDE.replace("2", "999999")) + cell("b", WIDE.replace("2", "-1"))
    assert read(docx(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")).blocks == (
        Table(((plain("a", columns=64), plain("b")),)),
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (docx("")[:-40], "document_damaged"),
        (docx(paragraph("&a;")), "document_damaged"),
        (documents.docx(body=f"<!DOCTYPE x><w:document {W}/>"), "document_unsafe"),
        (docx("", {"word/numbering.xml": "<!DOCTYPE x><x/>"}), "document_unsafe"),
        (docx("<w:p>" * 300 + "</w:p>" * 300), "document_damaged"),
        (documents.docx(body=f"<w:document {W}><w:body>{' ' * 3_000_000}</w:body></w:document>"), "document_too_large"),
        (documents.docx(body=f"<w:document {W}/>"), "document_damaged"),
        (documents.odt(body="<office:body></office:body>"), "document_damaged"),
        (documents.archive({"word/document.xml": "", "../a": ""}), "document_unsafe"),
        (documents.archive({"iets": "anders"}), "document_kind"),
    ],
)  # fmt: skip
def test_what_is_not_in_order_is_refused(data: bytes, reason: str):
    with pytest.raises(FileRefused) as caught:
        read(data)
    assert caught.value.reason == reason


WORD_NAMES = (
    "p", "r", "t", "tbl", "tr", "tc", "ins", "del", "sdt", "sdtContent", "hyperlink", "fldChar", "instrText", "pPr",
    "numPr", "ilvl", "numId", "vMerge", "tcPr", "gridSpan", "drawing", "txbxContent", "footnoteReference", "br", "rPr",
    "b", "pStyle", "outlineLvl", "trPr", "tblHeader",
)  # fmt: skip
ODT_NAMES = (
    "text:p", "text:h", "text:span", "text:list", "text:list-item", "text:s", "text:note", "text:note-body",
    "table:table", "table:table-row", "table:table-cell", "table:table-header-rows", "draw:frame", "draw:text-box",
    "draw:image", "text:section", "text:change-start", "text:tracked-changes", "text:changed-region", "text:insertion",
)  # fmt: skip
VALUES = st.sampled_from(
    ["", "0", "1", "-3", "9999999", "begin", "separate", "end", "restart", "Kop1", "x", "\u0663", "²"]
)
WORD_ATTRIBUTES = ("w:val", "w:fldCharType", "w:id")
ODT_ATTRIBUTES = (
    "text:outline-level", "text:style-name", "text:c", "text:start-value", "table:number-columns-spanned", "xlink:href",
    "text:continue-list", "text:continue-numbering", "text:change-id", "text:id",
)  # fmt: skip


def trees(names: tuple[str, ...], attributes: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Return any nesting of elements that a document may have, in places where they do not belong too."""
    texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8).map(escape)

    def element(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.builds(
            lambda name, key, value, parts: f'<{name} {key}="{value}">{"".join(parts)}</{name}>',
            st.sampled_from(names), st.sampled_from(attributes), VALUES, st.lists(inside, max_size=4),
        )  # fmt: skip

    return st.lists(st.recursive(texts, element, max_leaves=40), max_size=6).map("".join)


def holds_together(document: WrittenDocument) -> bool:
    parts = document.parts()
    whole = "\n".join(parts)
    return all(part.strip() for part in parts) and "\0" not in whole and "  " not in whole


@settings(max_examples=50, deadline=None)
@given(body=trees(tuple(f"w:{name}" for name in WORD_NAMES), WORD_ATTRIBUTES))
def test_whatever_stands_in_a_docx_is_read(body: str):
    assert holds_together(read(docx(body)))


@settings(max_examples=50, deadline=None)
@given(body=trees(ODT_NAMES, ODT_ATTRIBUTES))
def test_whatever_stands_in_an_odt_is_read(body: str):
    assert holds_together(read(odt(body), "a.odt"))
