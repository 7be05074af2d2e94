"""Documents for the tests of the engine: a letter, everything that is difficult, a long table, and random ones."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from PIL import Image

from leskracht_desktop.reports.pdf.model import (
    Address,
    Block,
    BulletList,
    Contents,
    Document,
    Drawing,
    EmbeddedFile,
    Figure,
    Heading,
    KeyValues,
    Link,
    ListItem,
    Logo,
    Note,
    NoteKind,
    NumberedList,
    PageBreak,
    Paragraph,
    Relationship,
    Run,
    Shape,
    Spacer,
    Table,
    TextStyle,
    Title,
)
from leskracht_desktop.reports.pdf.scripts import visible

MOMENT = datetime(2026, 3, 31, 9, 30, tzinfo=UTC)
SITE = "https://www.school.example/privacy"
MARK = Drawing(
    120, 40, (Shape("M0 0 H40 V40 H0 Z", "#0b4f9e"), Shape("M50,10 C60,0 70,0 80,10 L80,30 50,30 Z", "#a86f00"))
)
NAMES = (
    "Sanne de Vries",
    "Zoë Thịnh-Đặng",
    "Łukasz Wiśniewski",
    "Çağla Öztürk",
    "Ιωάννης Παπαδόπουλος",
    "Олександр Шевченко",
    "محمد علي الحسن",
    "فاطمة بنت عبد الله (moeder)",
    "می‌خواهم",
    "יעל כהן",
    "Աննա Հակոբյան",
    "ნინო ბერიძე",
    "ገብረ መድህን",
    "ⵜⴰⵎⴰⵣⵉⵖⵜ ⴰⵎⵢⴰⵙ",
    "ܝܘܚܢܢ ܒܪ ܐܦܪܝܡ",
    "नेहा शर्मा",
    "রহিম উদ্দিন",
    "தமிழ்ச்செல்வி",
    "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
    "สมชาย ใจดี",
    "សុខ សុភា",
    "李小龍",
    "佐藤さくら",
    "김철수",
    "Anna 😀 👩‍👩‍👧 🏳️‍🌈",
    "Tekst in spijkerschrift 𒀀𒁀",
    "Andrea\u0301 met losse accenten",
)
TROUBLE = (
    "draait\u202eom",
    "nul\x00 en bel\x07",
    "tab\tregel\r\neinde",
    "haakjes (a) \\ en nog (b",
    "\ufeffmerk en \u200eteken",
    "eigen \ue000 gebruik \U000f0000",
    "zacht\u00adstreepje",
    "halve \ud800 letter",
    "geen\u00a0breuk",
)


def photo(size: tuple[int, int] = (320, 200), kind: str = "JPEG", mode: str = "RGB") -> bytes:
    """Return a small picture with a gradient."""
    image = Image.linear_gradient("L").resize(size).convert(mode)
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def letter() -> Document:
    """A one-page letter with a logo and a window address."""
    return Document(
        title="Antwoord op uw verzoek",
        author="Basisschool De Klimboom",
        created_at=MOMENT,
        blocks=(
            Address(
                ("De heer A. Öztürk", "Dorpsstraat 1", "1234 AB Ons Dorp"), "De Klimboom · Laan 2 · 1234 AC Ons Dorp"
            ),
            KeyValues((("Datum", "31 maart 2026"), ("Ons kenmerk", "2026-0042"))),
            Paragraph("Geachte heer Öztürk,"),
            Paragraph(
                "U vroeg ons welke gegevens wij van uw dochter bewaren. Bij deze brief vindt u het dossier. " * 3
            ),
            Paragraph(("Lees meer op ", Link("onze website", SITE), ".")),
            Spacer(8),
            Paragraph("Met vriendelijke groet,\nS. de Vries"),
        ),
        subject="Inzage in persoonsgegevens",
        footer="Basisschool De Klimboom",
        logo=Logo(MARK, "Logo van De Klimboom"),
        identifier="2026-0042",
    )


def stress() -> Document:
    """Everything that is difficult, at once."""
    long_link = Link("een lange verwijzing die niet op een regel past en dus over de regels heen loopt " * 2, SITE)
    cell = "Een cel die hoger is dan een hele bladzijde. " * 260
    blocks: list[Block] = [
        Title("Alles wat moeilijk is", "Een proef op de som: ondertitel"),
        Paragraph("Een inleiding in een grotere letter. " * 4, TextStyle.LEAD),
        Contents(levels=3, note="Wat hier achter staat, is de bladzijde."),
        Heading(1, "Verwijzingen", "links"),
        Paragraph((long_link,)),
        Paragraph(
            ("Tekst ", Link("een", SITE), Link("twee", "mailto:a@b.example"), " en ", Link("tel", "tel:0123"), ".")
        ),
        Paragraph(
            ("Woord", Run("vet", bold=True), Run("cursief", italic=True), "woord, ", Link("naar tabel", "#table"))
        ),
        Paragraph((*("Een zin om de bladzijde te vullen. " * 60,), long_link, " slot ", Link("محمد علي", SITE))),
    ]
    blocks += [Paragraph(("Vulling. " * 90, Link("over de bladzijde " * 12, SITE), " verder. " * 40)) for _ in range(3)]
    blocks += [
        Heading(1, "Lijsten"),
        BulletList(
            (
                "kort",
                "lang " * 60,
                ("met ", Link("verwijzing", SITE), " erin"),
                ListItem("met lijst", NumberedList(("a", ListItem("b", BulletList(("diep", ""))), "c"), start=9)),
            )
        ),
        NumberedList(tuple(f"stap {i}" for i in range(1, 120)), start=98),
        Heading(1, "Namen en tekens"),
        *(Paragraph(name) for name in NAMES),
        BulletList(NAMES),
        Table("Namen", ("Naam", "Naam nog eens"), tuple((name, f"{name} en {name}") for name in NAMES + TROUBLE)),
        *(Paragraph(text) for text in TROUBLE),
        Paragraph("محمد علي حسن " * 40),
        Paragraph("من هو 12 محمد علي و Jan 3 عمر"),
        Paragraph("李小龍" * 80),
        Paragraph("สมชาย" * 60),
        Paragraph("lang" * 200),
        Paragraph("ب" * 300),
        Heading(2, "Kop met 李小龍, محمد en 😀"),
        Heading(3, "Derde niveau"),
        Heading(4, "Vierde niveau"),
        Paragraph("Kleine letter.", TextStyle.SMALL),
        Paragraph("AB12-CD34-EF56-GH78", TextStyle.CODE),
        Heading(1, "Tabellen", "table"),
        Table("", ("Leeg", "", "Kop"), (("", "", ""), ("a", "", "b"), ("", "x\n\ny", "")), row_header_column=0),
        Table(
            "Cel hoger dan een bladzijde",
            ("Nr", "Tekst", "Bedrag"),
            (
                ("1", cell, "€ 1,00"),
                ("2", "kort", "€ 22,00"),
                ("3", cell[:3000], "\n".join("€ 3,00" for _ in range(70))),
            ),
            widths=(1, 6, 2),
            right_aligned=frozenset({0, 2}),
        ),
        Table("Kop hoger dan kan", ("Kop " * 900, "B"), (("a", "b"),)),
        Table("Alleen een kop", ("A", "B"), ()),
        KeyValues((("Sleutel", "waarde"), ("محمد", "יעל"), ("Leeg", ""), ("Lang", "woord " * 300)), "Gegevens"),
        Note("Een opmerking met een " * 12, "Let op", NoteKind.WARNING),
        Note(("Met ", Link("verwijzing", SITE)), kind=NoteKind.IMPORTANT),
        Note("Heel lang. " * 900, "Langer dan een bladzijde"),
        Figure(photo(), "Een foto", "Foto 1: een verloop", 60),
        Figure(photo(mode="CMYK"), "Een foto voor drukwerk"),
        Figure(photo(kind="PNG", mode="RGBA"), "Doorschijnend", width_mm=40),
        Figure(photo(kind="PNG", mode="L", size=(40, 900)), "Hoog en grijs"),
        Figure(b"geen plaatje", "Onleesbaar"),
        Figure(MARK, "Een tekening (met haakjes) en é", "Figuur"),
        PageBreak(),
        PageBreak(),
        Paragraph("Slot."),
    ]
    return Document(
        title="Alles wat moeilijk is: \\ (en) é 李",
        author='Basisschool De Klimboom & co <afd. "zorg">',
        created_at=MOMENT,
        blocks=tuple(blocks),
        subject="Proef",
        keywords=("proef", "moeilijk, maar waar"),
        identifier="2026-0001",
        attachments=(
            EmbeddedFile("gegevens.json", "application/json", "De gegevens", b'{"a": "\xc3\xa9"}'),
            EmbeddedFile("B é.csv", "text/csv", "Tabel (1)", bytes(range(256)) * 20, Relationship.SOURCE),
            EmbeddedFile("a\\(b).txt", "text/plain", "Tekst", b""),
        ),
        header="Kop boven elke bladzijde met محمد en 😀",
        footer="Voet die veel te lang is om op een regel te passen en daarom wordt afgekapt bij een woord " * 2,
        logo=Logo(photo((600, 300), "PNG"), "Logo"),
    )


def long_table(rows: int) -> Document:
    """One table of five columns."""
    return Document(
        title="Gebruik",
        author="Basisschool De Klimboom",
        created_at=MOMENT,
        blocks=(
            Heading(1, "Gebruik"),
            Table(
                "Gebruik van de app",
                ("Nr", "Moment", "Wie", "Wat", "Apparaat"),
                tuple(
                    (
                        str(i),
                        f"{i % 28 + 1:02}-03-2026 {i % 24:02}:15",
                        f"Ouder {i % 97}",
                        f"bericht {i} gelezen",
                        "telefoon",
                    )
                    for i in range(rows)
                ),
                row_header_column=0,
            ),
        ),
        footer="Basisschool De Klimboom",
    )


_ALPHABETS = st.sampled_from(
    (
        "abcdefgh ijklmnop ÁÉËïöü'-()\\ ",
        "سعلمح دبتنر ",
        "אבגדה וזח ",
        "李小龍王明華 。、",
        "नेहाशर् मा",
        "😀👩\u200d🏳️ \u0301a",
        "กขคงจ ",
        " \n\t\u00a0.,;:/-@",
        "a\u202e\u200f\x00\x1b\u2028\ue000\U000e0041b",
    )
)
_ANYTHING = st.text(st.characters(codec="utf-8"), max_size=30)
texts = st.one_of(_ALPHABETS.flatmap(lambda letters: st.text(letters, max_size=60)), _ANYTHING, st.sampled_from(NAMES))
words = texts.filter(lambda text: bool(visible(text).strip(" \n\u00a0\u200c\u200d\ufe0f")))
_inline = st.one_of(
    texts,
    st.builds(Run, texts, st.booleans(), st.booleans()),
    st.builds(Link, st.sampled_from(("verwijzing", "een heel lange verwijzing " * 5, "محمد علي")), st.just(SITE)),
)
rich_texts = st.one_of(texts, st.lists(_inline, min_size=1, max_size=5).map(tuple))


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 5))
    row = st.tuples(*[texts] * columns)
    rows = draw(st.lists(row, max_size=6)) * draw(st.sampled_from((1, 1, 12)))
    return Table(
        draw(texts),
        draw(row),
        tuple(rows),
        row_header_column=draw(st.sampled_from((None, 0, columns - 1))),
        right_aligned=draw(st.frozensets(st.integers(0, columns - 1))),
    )


_leaf_items = st.lists(rich_texts, max_size=4).map(tuple)
_inner = st.one_of(st.builds(BulletList, _leaf_items), st.builds(NumberedList, _leaf_items, st.integers(0, 2000)))
_items = st.lists(st.one_of(rich_texts, st.builds(ListItem, rich_texts, _inner)), max_size=5).map(tuple)
_plain_blocks: SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, rich_texts, st.sampled_from(TextStyle)),
    st.builds(Paragraph, words.map(lambda text: f"{text} " * 60)),
    st.builds(BulletList, _items),
    st.builds(NumberedList, _items),
    st.builds(KeyValues, st.lists(st.tuples(texts, texts), max_size=6).map(tuple), texts),
    _tables(),
    st.builds(Note, rich_texts, texts, st.sampled_from(NoteKind)),
    st.builds(Figure, st.just(MARK), words, texts, st.sampled_from((None, 30.0, 400.0))),
    st.builds(Spacer, st.floats(0, 300)),
    st.just(PageBreak()),
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw a document with any blocks and any characters."""
    blocks: list[Block] = []
    if draw(st.booleans()):
        blocks.append(Address(tuple(draw(st.lists(texts, min_size=1, max_size=5))), draw(texts)))
    if draw(st.booleans()):
        blocks.append(Title(draw(words), draw(texts)))
    level = 0
    if draw(st.booleans()):
        blocks.append(Contents(levels=draw(st.integers(1, 4))))
        level = 1
    for index in range(draw(st.integers(0, 6))):
        if draw(st.booleans()):
            level = draw(st.integers(1, min(level + 1, 4)))
            blocks.append(Heading(level, f"{index} {draw(words)}", f"key{index}", draw(st.booleans())))
        blocks += draw(st.lists(_plain_blocks, max_size=3))
    return Document(
        title=draw(words),
        author=draw(words),
        created_at=MOMENT,
        blocks=tuple(blocks),
        subject=draw(texts),
        keywords=tuple(draw(st.lists(words, max_size=2))),
        attachments=tuple(
            EmbeddedFile(name, "application/octet-stream", draw(texts), draw(st.binary(max_size=100)))
            for name in draw(st.lists(st.sampled_from(("a.json", "b é.csv", "c)(.bin", "李.txt")), unique=True))
        ),
        header=draw(texts),
        footer=draw(texts),
        logo=draw(st.sampled_from((None, Logo(MARK, "Logo")))),
    )
