#!/usr/bin/env python3
"""Pages that a golden test found changed, before and after, side by side.

    python3 tests/golden-picture.py src/layout/tests/goldens/daily.txt > pages.svg

Before is what is committed, after what lies in the folder. Reads the text form of `Pages`; needs git and Python alone.
"""
import json
import subprocess
import sys

GAP = 20


def pages(text):
    """Width, height, and the marks of each page."""
    lines = text.splitlines()
    width, height = (float(word) for word in lines[0].split()[:2])
    found = []
    for line in lines[1:]:
        if line.startswith("page "):
            found.append([])
        elif line.startswith("  ") and found:
            found[-1].append(line.split(maxsplit=1)[1])
    return width, height, found


def point(word):
    return tuple(float(number) for number in word.split(","))


def drawn(mark):
    kind, rest = mark.split(" ", 1)
    words = rest.split()
    grey = "#737373" if " rule" in rest.split('"')[0] else "#000"
    if kind == "text":
        (x, y), face, size = point(words[0]), words[1], words[2]
        text = json.loads(rest[rest.index('"'):].encode().decode("unicode_escape").encode("latin-1").decode()
                          if "\\u{" in rest else rest[rest.index('"'):])
        text = text.replace("&", "&amp;").replace("<", "&lt;")
        family = "IBM Plex Mono, monospace" if face.startswith("Mono") else "IBM Plex Sans, sans-serif"
        weight = "bold" if "Bold" in face else "normal"
        return (f'<text x="{x}" y="{y}" font-family="{family}" font-size="{size}" font-weight="{weight}" '
                f'xml:space="preserve">{text}</text>')
    if kind == "line":
        (x1, y1), (x2, y2) = point(words[0]), point(words[1])
        return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{grey}" stroke-width="{words[2]}"/>'
    if kind == "frame":
        (x, y), (width, height) = point(words[0]), words[1].split("x")
        return (f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="none" stroke="{grey}" '
                f'stroke-width="{words[2]}"/>')
    if kind == "dots":
        dots = (point(word) for word in words[1:])
        return "".join(f'<circle cx="{x}" cy="{y}" r="{float(words[0]) / 2}"/>' for x, y in dots)
    if kind == "filled":
        return f'<polygon points="{" ".join(words[1:])}"/>'
    if kind == "modules":
        x, y = point(words[0])
        side = float(words[1]) * float(words[3])
        return f'<rect x="{x}" y="{y}" width="{side}" height="{side}" fill="#ccc"/>'
    return ""


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    path = sys.argv[1]
    before = subprocess.run(["git", "show", f"HEAD:./{path}"], capture_output=True, text=True, check=True).stdout
    columns = [pages(before), pages(open(path, encoding="utf-8").read())]
    width, height = max(column[0] for column in columns), max(column[1] for column in columns)
    rows = max(len(column[2]) for column in columns)
    size = (width * 2 + GAP * 3, (height + GAP) * rows + GAP)
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]} {size[1]}">')
    print('<rect width="100%" height="100%" fill="#bbb"/>')
    for side, (own_width, own_height, marks) in enumerate(columns):
        for row, page in enumerate(marks):
            x, y = GAP + (width + GAP) * side, GAP + (height + GAP) * row
            print(f'<g transform="translate({x} {y})"><rect width="{own_width}" height="{own_height}" fill="#fff"/>')
            print("\n".join(drawn(mark) for mark in page))
            print("</g>")
    print("</svg>")


if __name__ == "__main__":
    main()
