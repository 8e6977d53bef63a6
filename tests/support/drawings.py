"""Writes the drawings that are kept as files. `python -m tests.support.drawings` after a change to one.

The card for sharing is photographed in Chromium from the same shapes, and kept in few colours to be small.
"""

import base64
import struct
import sys
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page, ViewportSize, sync_playwright

from enthesis.web.components.drawings.files import PEN, RING, drawn, hero
from enthesis.web.components.drawings.ink import GROUND, INK, MARROW
from enthesis.web.components.drawings.layers import GRADIENTS, Layer
from tests.support.browser import find_chromium, flags
from tests.support.source import PACKAGE

STATIC = PACKAGE / "web" / "static" / "enthesis"
HERO, CARD = STATIC / "hip.svg", STATIC / "share.png"
WIDTH, HEIGHT = 1200, 630
COLOURS = 64
TORN = (Layer.BONES, Layer.MINIMUS, Layer.RAW, Layer.TORN)
PIXELS = """async (svg) => {
  const picture = new Image();
  picture.src = "data:image/svg+xml," + encodeURIComponent(svg);
  await picture.decode();
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const pen = canvas.getContext("2d");
  pen.drawImage(picture, 0, 0);
  const { data } = pen.getImageData(0, 0, picture.width, picture.height);
  let told = "";
  for (let n = 0; n < data.length; n += 4) told += String.fromCharCode(data[n], data[n + 1], data[n + 2]);
  return btoa(told);
}"""


def share_card() -> str:
    """1200 by 630: the hip, and its torn tendon through a lens. It has no words: it serves every language."""
    lens = 'cx="800" cy="300" r="236"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630" width="1200" height="630" {PEN}>'
        f'<defs>{GRADIENTS}<clipPath id="lens"><circle {lens}/></clipPath>'
        f'<g id="hip">{drawn(TORN)}</g></defs><rect width="1200" height="630" fill="{GROUND}"/>'
        f'<g transform="translate(70 -50) scale(1.32)" stroke-width="1.2"><use href="#hip"/>{RING}</g>'
        f'<path d="M422 330L606 152M430 452L640 474" stroke="{MARROW}" stroke-width="2"/>'
        f'<circle {lens} fill="{GROUND}"/><g clip-path="url(#lens)">'
        '<g transform="translate(800 300) scale(4.2) translate(-246 -338)" stroke-width=".62">'
        f'<use href="#hip"/></g></g><circle {lens} stroke="{INK}" stroke-width="3"/></svg>\n'
    )


def pixels(svg: str) -> NDArray[np.uint8]:
    """The drawing as rows of red, green and blue, as Chromium draws it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=flags())
        page: Page = browser.new_page(viewport=ViewportSize(width=WIDTH, height=HEIGHT))
        told = base64.b64decode(page.evaluate(PIXELS, svg))
        browser.close()
    return np.frombuffer(told, dtype=np.uint8).reshape(HEIGHT, WIDTH, 3)


def in_few_colours(picture: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The most frequent colours, and for each pixel the number of the nearest of them."""
    found, place, counts = np.unique(picture.reshape(-1, 3), axis=0, return_inverse=True, return_counts=True)
    coarse, bins = np.unique(found // 12, axis=0, return_inverse=True)
    weight = np.bincount(bins.ravel(), weights=counts, minlength=len(coarse))
    kept = np.argsort(-weight)[:COLOURS]
    palette = np.array([found[bins.ravel() == one][np.argmax(counts[bins.ravel() == one])] for one in kept])
    apart = ((found[:, None, :].astype(int) - palette[None, :, :].astype(int)) ** 2).sum(axis=2)
    return palette.astype(np.uint8), apart.argmin(axis=1)[place.ravel()].astype(np.uint8).reshape(
        HEIGHT, WIDTH
    )


def png(palette: NDArray[np.uint8], numbers: NDArray[np.uint8]) -> bytes:
    """A PNG with a palette (ISO/IEC 15948), eight bits to a pixel."""
    height, width = numbers.shape
    rows = b"".join(b"\0" + row.tobytes() for row in numbers)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, body)
        for kind, body in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            (b"PLTE", palette.tobytes()),
            (b"IDAT", zlib.compress(rows, 9)),
            (b"IEND", b""),
        )
    )


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def write(card: Path = CARD) -> None:
    HERO.write_text(hero(), encoding="utf-8")
    card.write_bytes(png(*in_few_colours(pixels(share_card()))))


if __name__ == "__main__":
    write()
    sys.stdout.write(f"{HERO.name} and {CARD.name} are written.\n")
