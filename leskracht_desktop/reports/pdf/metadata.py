"""What the file says about itself: XMP, the information dictionary and the colour it was made for."""

from __future__ import annotations

from datetime import UTC
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from leskracht_desktop.paths import resource
from leskracht_desktop.reports.pdf.scripts import one_line
from leskracht_desktop.reports.pdf.syntax import date, deflated, text_string

if TYPE_CHECKING:
    from leskracht_desktop.reports.pdf.model import Document

PRODUCER = "Leskracht Privacybeheer"

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
{optional}<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
<xmp:MetadataDate>{moment}</xmp:MetadataDate>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of the PDF/UA standard the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def xmp(document: Document) -> bytes:
    """Return the metadata packet, with the claims PDF/A-3a and PDF/UA-1."""
    optional = ""
    if document.subject:
        optional += (
            '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">'
            f"{_xml(document.subject)}</rdf:li></rdf:Alt></dc:description>\n"
        )
    if document.identifier:
        optional += f"<dc:identifier>{_xml(document.identifier)}</dc:identifier>\n"
    if document.keywords:
        words = "".join(f"<rdf:li>{_xml(word)}</rdf:li>" for word in document.keywords)
        optional += f"<dc:subject><rdf:Bag>{words}</rdf:Bag></dc:subject>\n"
        optional += f"<pdf:Keywords>{_xml(', '.join(document.keywords))}</pdf:Keywords>\n"
    return _PACKET.format(
        title=_xml(document.title),
        author=_xml(document.author),
        language=_xml(document.language),
        optional=optional,
        moment=f"{document.created_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        producer=PRODUCER,
    ).encode("utf-8")


def information(document: Document) -> str:
    """Return the body of the information dictionary; it says the same as the XMP packet (ISO 19005-3, 6.6.3)."""
    entries = {"Title": document.title, "Author": document.author, "Creator": PRODUCER, "Producer": PRODUCER}
    if document.subject:
        entries["Subject"] = document.subject
    if document.keywords:
        entries["Keywords"] = ", ".join(document.keywords)
    moment = date(document.created_at)
    texts = "".join(f"/{key}{text_string(one_line(value))}" for key, value in entries.items())
    return f"<<{texts}/CreationDate{moment}/ModDate{moment}>>"


def _xml(text: str) -> str:
    return escape(one_line(text), quote=False)


@cache
def colour_profile() -> bytes:
    """Return the shipped sRGB profile, compressed for the output intent."""
    return deflated(resource("icc/srgb.icc").read_bytes())
