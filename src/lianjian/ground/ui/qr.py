"""QR codes drawn here, as inline SVG without a style attribute (the policy forbids those)."""

from __future__ import annotations

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


def svg(text: str, label: str = "") -> SafeString:
    """The code for ``text`` with its quiet zone of four modules; ``label`` is read aloud."""
    code = segno.make(text, error="m", micro=False)
    runs = []
    for y, row in enumerate(code.matrix_iter(border=4)):
        x = 0
        cells = list(row)
        while x < len(cells):
            width = next((n for n, dark in enumerate(cells[x:]) if not dark), len(cells) - x)
            if width:
                runs.append(f"M{x} {y}h{width}v1h-{width}z")
            x += max(width, 1)
    size = code.symbol_size(border=4)[0]
    return format_html(
        '<svg class="lj-qr" viewBox="0 0 {0} {0}" width="132" height="132" role="img" '
        'aria-label="{1}" shape-rendering="crispEdges"><rect width="{0}" height="{0}" '
        'fill="#fff"/><path fill="#000" d="{2}"/></svg>',
        size,
        label or text,
        mark_safe("".join(runs)),  # noqa: S308 - made of numbers only, above
    )
