"""The few icons of the product, drawn on a 16 by 16 grid with one stroke."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

PATHS: dict[str, str] = {
    "home": '<path d="M2.5 7.5 8 2.8l5.5 4.7M4 6.5v7h8v-7"/>',
    "village": (
        '<path d="M2 13.5h12M3.5 13.5V8L6 5.8 8.5 8v5.5M8.5 13.5V5.2l2.2-1.7 2.2 1.7v8.3"/>'
    ),
    "pairing": (
        '<rect x="1.8" y="5" width="7" height="6" rx="1.2"/>'
        '<rect x="7.2" y="5" width="7" height="6" rx="1.2"/>'
    ),
    "menu": '<path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11"/>',
    "search": '<circle cx="7" cy="7" r="4.6"/><path d="M10.5 10.5 14 14"/>',
    "download": '<path d="M8 2.5v8M4.7 7.3 8 10.6l3.3-3.3M3 13.5h10"/>',
    "print": '<path d="M4.5 6V2.5h7V6M4.5 11.5H2.5V6h11v5.5h-2M4.5 9.5h7v4h-7z"/>',
    "right": '<path d="m6 3 5 5-5 5"/>',
    "left": '<path d="m10 3-5 5 5 5"/>',
    "check": '<path d="m3 8.4 3.4 3.4L13 4.8"/>',
    "plus": '<path d="M8 3v10M3 8h10"/>',
    "clip": (
        '<path d="M13 7.4 8 12.4a3 3 0 0 1-4.3-4.3l5.2-5.2a2 2 0 0 1 2.9 2.9l-5 5'
        'a1 1 0 0 1-1.5-1.4l4.4-4.5"/>'
    ),
    "copy": (
        '<rect x="5.5" y="5.5" width="8" height="8" rx="1.2"/>'
        '<path d="M10.5 5.5v-2a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2"/>'
    ),
    "accord": '<path d="M4 1.8h5.5L12.5 5v9.2H4zM9 2v3.4h3.3M6 8.2h4.4M6 10.8h4.4"/>',
    "exchange": (
        '<path d="M2.5 5.5h10M9.8 2.8l2.7 2.7-2.7 2.7M13.5 10.5h-10M6.2 7.8l-2.7 2.7 2.7 2.7"/>'
    ),
    "branch": (
        '<circle cx="8" cy="5" r="2.6"/><path d="M2.8 13.8c.6-3 2.6-4.4 5.2-4.4s4.6 1.4 5.2 4.4"/>'
    ),
}


def icon(name: str, size: int = 18) -> SafeString:
    """The icon as inline SVG, hidden from screen readers: the words beside it say the same."""
    return format_html(
        '<svg class="lj-icon" width="{0}" height="{0}" viewBox="0 0 16 16" fill="none" '
        'stroke="currentColor" stroke-width="1.5" stroke-linecap="round" '
        'stroke-linejoin="round" aria-hidden="true" focusable="false">{1}</svg>',
        size,
        mark_safe(PATHS[name]),  # noqa: S308 - from the table above, never from outside
    )
