"""Answers that rooms give: a page, a word that something is saved, a list and its export."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lianjian.ground.core.verdicts import Text

from .listing import Choice, Column, Listing, Ordering

__all__ = ["Choice", "Column", "Listing", "Ordering", "page", "saved", "undo_of"]

_UNDO = "undo:"


def page(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """The page that ``template`` makes of ``context``.

    A form in it that was sent and cannot be taken makes the answer 422, whoever wrote the view.
    """
    wrong = request.method == "POST" and any(
        isinstance(one, BaseForm) and one.errors for one in context.values()
    )
    return render(request, template, context, status=422 if wrong and status == 200 else status)


def saved(request: HttpRequest, message: Text, undo_url: str | None = None) -> None:
    """Tell on the next page that it is done; with ``undo_url`` (POST) it can be taken back."""
    tags = f"{_UNDO}{undo_url}" if undo_url else ""
    messages.success(request, str(message), extra_tags=tags)


def undo_of(message: Message) -> str:
    """The address that takes back what a message tells of, empty if none does."""
    tags = message.extra_tags or ""
    return tags.removeprefix(_UNDO) if tags.startswith(_UNDO) else ""
