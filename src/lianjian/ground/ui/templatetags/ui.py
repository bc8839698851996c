"""Template tags of the kit: built in everywhere."""

from __future__ import annotations

from django import template

register = template.Library()
