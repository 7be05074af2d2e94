"""Images and drawings: each a Figure with its text alternative and its place on the page."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from leskracht_desktop.reports.pdf import theme
from leskracht_desktop.reports.pdf.canvas import Area
from leskracht_desktop.reports.pdf.model import Drawing
from leskracht_desktop.reports.pdf.painting import TextOwner
from leskracht_desktop.reports.pdf.scripts import one_line
from leskracht_desktop.reports.pdf.structure import figure_entries
from leskracht_desktop.reports.pdf.syntax import deflated, number
from leskracht_desktop.reports.pdf.text import set_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

    from leskracht_desktop.reports.pdf.canvas import TaggedCanvas
    from leskracht_desktop.reports.pdf.flow import Flow
    from leskracht_desktop.reports.pdf.model import Figure, Logo
    from leskracht_desktop.reports.pdf.structure import Node
    from leskracht_desktop.reports.pdf.typeset import Line

FIGURE_BEFORE = theme.BODY.after
_LARGEST_SIDE = 2000
_LARGEST_BYTES = 1_500_000
_JPEG_QUALITY = 85
_MOST_PIXELS = 120_000_000
_TALLEST = 0.6
_POINTS_PER_PIXEL = 72 / 150
_STEPS = re.compile(r"([MLHVCZ])|(-?\d*\.?\d+(?:e-?\d+)?)")
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Z": 0}


@dataclass(frozen=True, slots=True)
class Picture:
    """An image ready for the file: size in pixels, dictionary entries, stream bytes."""

    width: int
    height: int
    entries: dict[str, str]
    data: bytes
    compressed: bool


def figure(flow: Flow, block: Figure) -> None:
    """Set an image with its caption below it.

    Raises ValueError for an image without a text alternative.
    """
    picture = _picture_of(flow.canvas, block.image)
    width, height = figure_size(block, picture)
    caption, style = _caption(block), theme.FIGURE_CAPTION
    flow.before(FIGURE_BEFORE)
    flow.need(_whole(height, caption))
    node = flow.section.add("Div") if caption else flow.section
    area = Area(theme.LEFT, flow.y - height, theme.LEFT + width, flow.y)
    _draw(flow.canvas, node, block.image, picture, block.alt, area)
    flow.advance(height)
    if caption:
        flow.before(style.before)
        flow.text(caption, TextOwner(node.add("P")), style, theme.LEFT)
    flow.after(style.after)


def figure_height(canvas: TaggedCanvas, block: Figure) -> float:
    """Return the height of an image with its caption, in points."""
    return _whole(figure_size(block, _picture_of(canvas, block.image))[1], _caption(block))


def _caption(block: Figure) -> list[Line]:
    return set_lines(block.caption, theme.FIGURE_CAPTION, theme.WIDTH)[0] if block.caption else []


def _whole(height: float, caption: Sequence[Line]) -> float:
    style = theme.FIGURE_CAPTION
    return height + (style.before + len(caption) * style.leading if caption else 0)


def _picture_of(canvas: TaggedCanvas, image: bytes | Drawing) -> Picture | None:
    """Return an image as it goes into the file, read once however often it is shown."""
    if isinstance(image, Drawing):
        return None
    key = sha256(image).hexdigest()
    if key not in canvas.pictures:
        canvas.pictures[key] = read_picture(image)
    return canvas.pictures[key]


def figure_size(block: Figure, picture: Picture | None) -> tuple[float, float]:
    """Return width and height in points: as asked, never wider than the column or higher than most of a page."""
    if isinstance(block.image, Drawing):
        wide, high = block.image.width, block.image.height
    elif picture is not None:
        wide, high = picture.width * _POINTS_PER_PIXEL, picture.height * _POINTS_PER_PIXEL
    else:
        wide, high = 160.0, 90.0
    width = wide if block.width_mm is None else block.width_mm * theme.MM
    scale = min(width, theme.WIDTH) / wide
    scale = min(scale, _TALLEST * (theme.TOP - theme.BOTTOM) / high)
    return wide * scale, high * scale


def logo(flow: Flow, mark: Logo, top: float) -> float:
    """Set the mark at the left of the first page with its upper edge at `top`; return its height in points."""
    picture = None if isinstance(mark.image, Drawing) else _logo_picture(mark.image)
    if isinstance(mark.image, Drawing):
        wide, high = mark.image.width, mark.image.height
    elif picture is None:
        return 0.0
    else:
        wide, high = float(picture.width), float(picture.height)
    scale = min(mark.max_width_mm * theme.MM / wide, mark.max_height_mm * theme.MM / high)
    area = Area(theme.LEFT, top - high * scale, theme.LEFT + wide * scale, top)
    _draw(flow.canvas, flow.section, mark.image, picture, mark.alt, area)
    return high * scale


@lru_cache(maxsize=2)
def _logo_picture(image: bytes) -> Picture | None:
    """Return a logo as it goes into the file; all dossiers of a school have the same one, and it names nobody."""
    return read_picture(image)


def _draw(
    canvas: TaggedCanvas, parent: Node, image: bytes | Drawing, picture: Picture | None, alt: str, area: Area
) -> None:
    if not alt.strip():
        raise ValueError("a figure needs a text alternative")
    node = parent.add("Figure", figure_entries(one_line(alt), area.syntax()))
    start = canvas.mark(node)
    left, bottom = number(area.left), number(area.bottom)
    wide, high = number(area.right - area.left), number(area.top - area.bottom)
    if isinstance(image, Drawing):
        shown = _drawing(image, area)
    elif picture is not None:
        key = canvas.image(sha256(image).hexdigest(), picture)
        shown = f"q {wide} 0 0 {high} {left} {bottom} cm /{key} Do Q"
    else:  # what can't be read is shown as an empty frame; the text alternative says what it is
        shown = f"{theme.Colour.RULE.stroke} 0.8 w {left} {bottom} {wide} {high} re S"
    canvas.page.operators.append(f"{start}\n{shown}\nEMC")


def _drawing(drawing: Drawing, area: Area) -> str:
    scale_x = (area.right - area.left) / drawing.width
    scale_y = (area.top - area.bottom) / drawing.height
    matrix = f"{scale_x:.5f} 0 0 {-scale_y:.5f} {number(area.left)} {number(area.top)} cm"
    shapes = [f"{_fill(shape.fill)} {path_operators(shape.path)} f" for shape in drawing.shapes]
    return "\n".join(["q", matrix, *shapes, "Q"])


def _fill(colour: str) -> str:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return " ".join(f"{part:.3f}".rstrip("0").rstrip(".") for part in parts) + " rg"


def path_operators(path: str) -> str:
    """Turn SVG path data with absolute M, L, H, V, C and Z into PDF path operators.

    Raises ValueError for other commands.
    """
    if re.sub(r"[\s,]", "", _STEPS.sub("", path)):
        raise ValueError(f"path data with other commands than M, L, H, V, C and Z: {path[:40]!r}")
    result: list[str] = []
    values: list[float] = []
    command, x, y = "", 0.0, 0.0
    for letter, digits in _STEPS.findall(path):
        if letter:
            command = letter
        else:
            values.append(float(digits))
        if len(values) < _ARGUMENTS[command or "Z"]:
            continue
        if command == "Z":
            result.append("h")
            continue
        x = values[-2] if command in "MLC" else values[0] if command == "H" else x
        y = values[-1] if command in "MLCV" else y
        points = values if command == "C" else [x, y]
        result.append(f"{' '.join(map(number, points))} {'m' if command == 'M' else 'c' if command == 'C' else 'l'}")
        command = "L" if command == "M" else command
        values = []
    return " ".join(result)


def read_picture(data: bytes) -> Picture | None:
    """Return a JPEG or PNG as it goes into the file, or None when it can't be read.

    A JPEG in grey or RGB that is upright and not very large goes in as it is; all else is decoded, laid on white,
    and shrunk if need be.
    """
    from PIL import Image as PillowImage
    from PIL import ImageOps, UnidentifiedImageError

    try:
        image = PillowImage.open(io.BytesIO(data), formats=("JPEG", "PNG"))
        if image.width * image.height > _MOST_PIXELS:
            return None
        upright = image.getexif().get(0x0112, 1) == 1
        small = max(image.size) <= _LARGEST_SIDE and len(data) <= _LARGEST_BYTES
        if image.format == "JPEG" and image.mode in {"L", "RGB"} and upright and small:
            whole = _picture(image, data, "/DCTDecode")
            image.draft("L", (1, 1))  # read to its end, to see whether it is damaged, but not drawn in full
            image.load()
            return whole
        lossless = image.format == "PNG" and small
        flat = _on_white(ImageOps.exif_transpose(image))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, MemoryError, PillowImage.DecompressionBombError):
        return None
    flat.thumbnail((_LARGEST_SIDE, _LARGEST_SIDE))
    if lossless:
        return _picture(flat, flat.tobytes(), "")
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=_JPEG_QUALITY)
    return _picture(flat, out.getvalue(), "/DCTDecode")


def _on_white(image: Image) -> Image:
    from PIL import Image as PillowImage

    if image.mode in {"L", "1", "I;16"} and "transparency" not in image.info:
        return image.convert("L")
    if image.mode not in {"RGBA", "LA", "PA"} and "transparency" not in image.info:
        return image.convert("RGB")
    white = PillowImage.new("RGB", image.size, (255, 255, 255))
    see_through = image.convert("RGBA")
    white.paste(see_through, mask=see_through.getchannel("A"))
    return white


def _picture(image: Image, data: bytes, filter_name: str) -> Picture:
    colours = "/DeviceGray" if image.mode == "L" else "/DeviceRGB"
    entries = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": str(image.width),
        "Height": str(image.height),
        "BitsPerComponent": "8",
        "ColorSpace": colours,
    }
    if filter_name:
        return Picture(image.width, image.height, {**entries, "Filter": filter_name}, data, compressed=False)
    return Picture(image.width, image.height, entries, deflated(data), compressed=True)
