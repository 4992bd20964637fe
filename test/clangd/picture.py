#!/usr/bin/env python3
"""Runs Neovim on a file in a terminal, and draws what it shows once a finding is there.

    picture.py --clangd PROGRAM --out PICTURE.png FILE

Takes the Debian packages neovim, python3-pyte, python3-pil and fonts-dejavu-core.
Prints the text of the screen; fails if no finding is on it.
"""

import argparse
import os
import pty
import select
import struct
import subprocess
import sys
import tempfile
import time

import fcntl
import termios

import pyte
from PIL import Image, ImageDraw, ImageFont

HERE = os.path.dirname(os.path.abspath(__file__))
COLUMNS, LINES = 104, 34
FONTS = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono"
COLOURS = {"default": None, "black": "1e2127", "red": "e06c75", "green": "98c379", "brown": "d19a66",
           "yellow": "e5c07b", "blue": "61afef", "magenta": "c678dd", "cyan": "56b6c2", "white": "dcdfe4"}


def screen_of(args):
    """The screen of Neovim when the finding is shown."""
    screen = pyte.Screen(COLUMNS, LINES)
    stream = pyte.ByteStream(screen)
    ready = os.path.join(tempfile.mkdtemp(prefix="leash-picture-"), "ready")
    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor",
                   "LEASH_CLANGD": args.clangd, "LEASH_READY": ready}
    process = subprocess.Popen(
        ["nvim", "-u", os.path.join(HERE, "neovim.lua"), "-n", "+lua LeashPicture()", os.path.basename(args.file)],
        stdin=side, stdout=side, stderr=side, close_fds=True, env=environment,
        cwd=os.path.dirname(os.path.abspath(args.file)), start_new_session=True)
    os.close(side)
    end, after = time.monotonic() + 90, None
    while time.monotonic() < end and (after is None or time.monotonic() < after):
        if select.select([main], [], [], 0.1)[0]:
            try:
                stream.feed(os.read(main, 65536))
            except OSError:
                break
        if after is None and os.path.exists(ready):
            after = time.monotonic() + 1  # the rest of the screen
    process.kill()
    process.wait()
    return screen


def colour(name, otherwise):
    name = COLOURS.get(name, name)
    return "#" + (name if name and len(name) == 6 else otherwise)


def draw(screen, out):
    size = 15
    fonts = [ImageFont.truetype(FONTS + kind + ".ttf", size) for kind in ("", "-Bold")]
    width, height = round(fonts[0].getlength("M")), 19
    image = Image.new("RGB", (COLUMNS * width + 20, LINES * height + 20), "#1e2127")
    paper = ImageDraw.Draw(image)
    for y in range(LINES):
        for x in range(COLUMNS):
            cell = screen.buffer[y][x]
            front, back = colour(cell.fg, "dcdfe4"), colour(cell.bg, "1e2127")
            if cell.reverse:
                front, back = back, front
            left, top = 10 + x * width, 10 + y * height
            paper.rectangle([left, top, left + width - 1, top + height - 1], fill=back)
            if cell.data.strip():
                paper.text((left, top + 1), cell.data, fill=front, font=fonts[bool(cell.bold)])
            if cell.underscore:
                paper.line([left, top + height - 3, left + width - 1, top + height - 3], fill=front)
    image.quantize(64).save(out, optimize=True)


def main(argv):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--clangd", required=True)
    parser.add_argument("--out", required=True)
    args = parser.parse_args(argv)
    screen = screen_of(args)
    text = "\n".join(line.rstrip() for line in screen.display)
    print(text)
    if "[leash-" not in text:
        print("FAILED: no finding on the screen")
        return 1
    draw(screen, args.out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
