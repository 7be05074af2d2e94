"""From drawn pages to a file: pages, fonts, images, links, bookmarks, tag tree, metadata and attached files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leskracht_desktop.reports.pdf import theme
from leskracht_desktop.reports.pdf.attachments import attach
from leskracht_desktop.reports.pdf.encoding import program
from leskracht_desktop.reports.pdf.metadata import colour_profile, information, xmp
from leskracht_desktop.reports.pdf.outline import bookmarks
from leskracht_desktop.reports.pdf.scripts import one_line
from leskracht_desktop.reports.pdf.structure import ROLES, write_tree
from leskracht_desktop.reports.pdf.syntax import deflated, number, text_string, web_address
from leskracht_desktop.reports.pdf.writer import ArchiveFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leskracht_desktop.reports.pdf.canvas import LinkArea, TaggedCanvas
    from leskracht_desktop.reports.pdf.contents import Listed
    from leskracht_desktop.reports.pdf.encoding import FontUse
    from leskracht_desktop.reports.pdf.model import Document


def assemble(document: Document, canvas: TaggedCanvas, headings: Sequence[Listed]) -> bytes:
    """Return the bytes of the finished file.

    Raises ValueError for a link to a place that does not exist.
    """
    file = ArchiveFile()
    page_numbers = [file.reserve() for _ in canvas.pages]
    link_numbers = [file.reserve() for _ in canvas.links]
    pages_number, tree_number = file.reserve(), file.reserve()
    resources = _resources(file, canvas)
    _pages(file, canvas, resources, pages_number, page_numbers, link_numbers)
    for index, link in enumerate(canvas.links):
        body = _link(link, len(canvas.pages) + index, canvas, page_numbers)
        file.put(link_numbers[index], body)
    _tag_tree(file, canvas, tree_number, page_numbers, link_numbers)
    entries = {
        "Type": "/Catalog",
        "Pages": f"{pages_number} 0 R",
        "Lang": text_string(document.language),
        "MarkInfo": "<</Marked true>>",
        "StructTreeRoot": f"{tree_number} 0 R",
        "ViewerPreferences": "<</DisplayDocTitle true>>",
        "Metadata": f"{file.add_stream({'Type': '/Metadata', 'Subtype': '/XML'}, xmp(document), compressed=False)} 0 R",
        "OutputIntents": f"[{_output_intent(file)} 0 R]",
        **attach(document.attachments, document.created_at, file),
        **bookmarks(file, canvas, headings, page_numbers),
    }
    root = file.add("<<" + "".join(f"/{key} {value}" for key, value in entries.items()) + ">>")
    return file.finish(root, file.add(information(document)))


def _resources(file: ArchiveFile, canvas: TaggedCanvas) -> int:
    fonts = "".join(f"/{use.resource_name} {_font(file, use)} 0 R" for use in canvas.font_uses)
    images = "".join(
        f"/Im{index} {file.add_stream(picture.entries, picture.data, compressed=picture.compressed)} 0 R"
        for index, picture in enumerate(canvas.images.values(), start=1)
    )
    shown = f"/XObject<<{images}>>" if images else ""
    return file.add(f"<</Font<<{fonts}>>{shown}>>")


def _font(file: ArchiveFile, use: FontUse) -> int:
    """Add a face as a composite font with two-byte codes and return its number."""
    made, face_file = program(use), use.face.file
    name = f"{made.tag}+{use.face.name}"
    data = file.add_stream({"Length1": str(made.font_file_length)}, made.font_file)
    box = " ".join(str(round(value)) for value in face_file.bbox)
    descriptor = file.add(
        f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{box}]/ItalicAngle {number(face_file.italicAngle)}"
        f"/Ascent {round(face_file.ascent)}/Descent {round(face_file.descent)}"
        f"/CapHeight {round(face_file.capHeight)}/StemV {round(face_file.stemV)}/FontFile2 {data} 0 R>>"
    )
    glyph_map = file.add_stream({}, made.glyph_map)
    descendant = file.add(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        f"/Supplement 0>>/FontDescriptor {descriptor} 0 R/DW 0/W {made.widths.decode('ascii')}"
        f"/CIDToGIDMap {glyph_map} 0 R>>"
    )
    to_unicode = file.add_stream({}, made.to_unicode)
    return file.add(
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]"
        f"/ToUnicode {to_unicode} 0 R>>"
    )


def _pages(
    file: ArchiveFile,
    canvas: TaggedCanvas,
    resources: int,
    pages_number: int,
    page_numbers: Sequence[int],
    link_numbers: Sequence[int],
) -> None:
    box = f"[0 0 {number(theme.PAGE_WIDTH)} {number(theme.PAGE_HEIGHT)}]"
    for page, page_number in zip(canvas.pages, page_numbers, strict=True):
        code = "\n".join(page.operators).encode("latin-1")
        stream = file.add_stream({}, deflated(code))
        links = " ".join(f"{link_numbers[index]} 0 R" for index in page.annotations)
        file.put(
            page_number,
            f"<</Type/Page/Parent {pages_number} 0 R/Resources {resources} 0 R/Contents {stream} 0 R"
            f"/StructParents {page.index}/Tabs/S" + (f"/Annots[{links}]>>" if links else ">>"),
        )
    kids = " ".join(f"{page_number} 0 R" for page_number in page_numbers)
    file.put(
        pages_number,
        f"<</Type/Pages/Count {len(page_numbers)}/Kids[{kids}]/MediaBox{box}>>",
    )


def _link(link: LinkArea, key: int, canvas: TaggedCanvas, page_numbers: Sequence[int]) -> str:
    if link.target.startswith("#"):
        place = canvas.destinations.get(link.target[1:])
        if place is None:
            raise ValueError(f"a link leads to {link.target!r}, which is not in the document")
        goal = f"/Dest[{page_numbers[place.page]} 0 R/XYZ null {number(place.top)} null]"
    else:
        goal = f"/A<</S/URI/URI{text_string(web_address(link.target))}>>"
    return (
        f"<</Type/Annot/Subtype/Link/Rect[{link.area.syntax()}]/Border[0 0 0]/F 4/P {page_numbers[link.page]} 0 R"
        f"/StructParent {key}/Contents{text_string(one_line(link.contents))}{goal}>>"
    )


def _tag_tree(
    file: ArchiveFile,
    canvas: TaggedCanvas,
    tree_number: int,
    page_numbers: Sequence[int],
    link_numbers: Sequence[int],
) -> None:
    first = file.next_number
    tree = write_tree(canvas.root, first, tree_number, page_numbers, link_numbers)
    file.add_all(tree.bodies)
    number_of = tree.number_of
    entries: list[str] = []
    for page in canvas.pages:
        owners = " ".join(f"{number_of[id(node)]} 0 R" for node in page.owners)
        entries.append(f"{page.index} {file.add(f'[{owners}]')} 0 R")
    for index, link in enumerate(canvas.links, start=len(canvas.pages)):
        entries.append(f"{index} {number_of[id(link.node)]} 0 R")
    parents = file.add(f"<</Nums[{' '.join(entries)}]>>")
    roles = "".join(f"/{ours}/{standard}" for ours, standard in ROLES.items())
    file.put(
        tree_number,
        f"<</Type/StructTreeRoot/K {first} 0 R/ParentTree {parents} 0 R"
        f"/ParentTreeNextKey {len(canvas.pages) + len(canvas.links)}/RoleMap<<{roles}>>>>",
    )


def _output_intent(file: ArchiveFile) -> int:
    profile = file.add_stream({"N": "3"}, colour_profile())
    return file.add(
        "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB, IEC 61966-2-1)"
        f"/DestOutputProfile {profile} 0 R>>"
    )
