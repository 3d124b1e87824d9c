"""Compares two folders of PNG pictures of the same names: same size to a few lines, and no part of
a picture that looks otherwise. Fonts differ a little between machines, so a picture is looked at in
squares of sixteen points. usage: charts.py REFERENCE DRAWN"""
import pathlib
import struct
import sys
import zlib

SQUARE = 16
MOST_IN_A_SQUARE = 70  # of 255, mean over one square
MOST_ON_THE_WHOLE = 3.0
MOST_LINES = 12


def grey(path):
    """The picture as rows of grey values 0 to 255; 8 bits a channel, not interlaced."""
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n", f"{path} is no PNG"
    at, packed, width, height, channels = 8, b"", 0, 0, 0
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", body)
            assert depth == 8 and interlaced == 0, f"{path}: another kind of PNG"
            channels = {0: 1, 2: 3, 4: 2, 6: 4}[colour]
        elif kind == b"IDAT":
            packed += body
        at += 12 + length
    raw = zlib.decompress(packed)
    rows, before, stride = [], bytearray(width * channels), width * channels
    for y in range(height):
        filtering = raw[y * (stride + 1)]
        row = bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        for i in range(stride):
            left = row[i - channels] if i >= channels else 0
            up = before[i]
            corner = before[i - channels] if i >= channels else 0
            if filtering == 1:
                row[i] = (row[i] + left) & 255
            elif filtering == 2:
                row[i] = (row[i] + up) & 255
            elif filtering == 3:
                row[i] = (row[i] + (left + up) // 2) & 255
            elif filtering == 4:
                guess = left + up - corner
                near = min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))
                row[i] = (row[i] + near[2]) & 255
        colours = min(channels, 3) if channels > 2 else 1
        rows.append([sum(row[x * channels:x * channels + colours]) // colours for x in range(width)])
        before = row
    return rows


def difference(reference, drawn):
    """What is wrong, or None."""
    if len(reference[0]) != len(drawn[0]) or abs(len(reference) - len(drawn)) > MOST_LINES:
        return f"is {len(drawn[0])} by {len(drawn)}, was {len(reference[0])} by {len(reference)}"
    height, width = min(len(reference), len(drawn)), len(drawn[0])
    whole, worst, place = 0, 0, None
    for top in range(0, height - SQUARE + 1, SQUARE):
        for left in range(0, width - SQUARE + 1, SQUARE):
            then = sum(sum(row[left:left + SQUARE]) for row in reference[top:top + SQUARE])
            now = sum(sum(row[left:left + SQUARE]) for row in drawn[top:top + SQUARE])
            apart = abs(then - now) / SQUARE ** 2
            whole += apart
            if apart > worst:
                worst, place = apart, (left, top)
    whole /= (height // SQUARE) * (width // SQUARE)
    if worst > MOST_IN_A_SQUARE or whole > MOST_ON_THE_WHOLE:
        return f"looks otherwise: {worst:.0f} of 255 at {place}, {whole:.1f} on the whole"
    return None


reference, drawn = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
names = sorted(path.name for path in reference.glob("*.png"))
faults = [f"{name}: no such picture" for name in names if not (drawn / name).exists()]
faults += [f"{path.name}: no reference; look at it and add it" for path in sorted(drawn.glob("*.png")) if path.name not in names]
for name in names:
    if (drawn / name).exists():
        fault = difference(grey(reference / name), grey(drawn / name))
        faults += [] if fault is None else [f"{name} {fault}"]
print("\n".join(faults) if faults else f"{len(names)} pictures look as they did")
sys.exit(1 if faults or not names else 0)
