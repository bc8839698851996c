"""Template tags of the kit: built in everywhere."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from lianjian.ground.core import origins, receives, trails
from lianjian.ground.core.actors import NOBODY
from lianjian.ground.ui import charts, fields, icons, marks, qr
from lianjian.ground.ui.days import day
from lianjian.ground.ui.listing import Pages
from lianjian.ground.ui.pages import undo_of

register = template.Library()


class CaptureNode(template.Node):
    """Keeps what a block says as a variable, so that the layout can compare it."""

    def __init__(self, nodelist: template.NodeList, name: str) -> None:
        self.nodelist, self.name = nodelist, name

    def render(self, context: template.Context) -> SafeString:
        context[self.name] = SafeString(self.nodelist.render(context).strip())
        return SafeString("")


@register.tag
def capture(parser: template.base.Parser, token: template.base.Token) -> CaptureNode:
    """``{% capture name %}{% block room %}{% endblock %}{% endcapture %}``"""
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return CaptureNode(nodelist, name)


@register.simple_tag
def form_key() -> str:
    """A key under which a form is carried out at most once, however often it is sent."""
    return secrets.token_urlsafe(18)


@register.simple_tag
def icon(name: str, size: int = 18) -> SafeString:
    return icons.icon(name, size)


@register.simple_tag
def grade_of(value: Any) -> marks.Grade | None:
    """The grade 0 to 4; None where nothing is known about the evidence."""
    try:
        return marks.GRADES[int(value)] if int(value) >= 0 else None
    except (TypeError, ValueError, IndexError):
        return None


@register.simple_tag
def grades() -> tuple[marks.Grade, ...]:
    return marks.GRADES


@register.simple_tag
def kind_of(value: str) -> marks.Kind:
    return marks.KINDS.get(str(value), marks.KINDS["other"])


@register.simple_tag
def four_of(reasons: Any) -> list[marks.Reason]:
    return marks.four(reasons)


@register.simple_tag
def percent_of(value: Any, full: Any) -> int:
    return marks.percent(value, full)


@register.simple_tag
def field_parts(field: Any, placeholder: str = "", help_text: str = "") -> fields.Parts:
    """A form field as the kit draws it."""
    return fields.parts(field, placeholder=placeholder, help_text=help_text)


@register.simple_tag
def comparator_words(comparator: str) -> marks.Comparator | None:
    return marks.COMPARATORS.get(str(comparator))


@register.filter
def any_errors(parts: Iterable[tuple[Any, Any]] | None) -> bool:
    """Whether any of several named forms holds an error."""
    return any(form.errors for _name, form in parts or ())


@register.filter
def figure(value: Any) -> str:
    """A number with its thousands apart; anything else as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return str(value)
    return f"{value:,}"


@register.simple_tag
def missing_of(stated: Any, counted: Any) -> int:
    """How many of the stated ones are not counted yet; 0 where that cannot be said."""
    try:
        return max(0, int(stated) - int(counted))
    except (TypeError, ValueError):
        return 0


@register.simple_tag
def bars_of(rows: Any, full: Any = None) -> list[charts.DrawnBar]:
    return charts.bars(rows, full)


@register.simple_tag
def multiples_of(panels: Any) -> list[charts.DrawnPanel]:
    return charts.multiples(panels)


@register.simple_tag
def state_words() -> dict[charts.Mark, str]:
    return charts.state_words()


@register.filter
def item(mapping: Any, key: Any) -> Any:
    """What a mapping holds under a key that the template has in a variable."""
    return mapping.get(key, "")


@register.simple_tag(takes_context=True)
def pager_of(context: template.Context, page: Any, listing: Any) -> Pages | None:
    """The pager of a Listing, or of a bare page of Django's paginator."""
    page = listing.page if listing else page
    request = context.get("request")
    return Pages.of(page, request.GET) if page is not None and request else None


@register.simple_tag(takes_context=True)
def imports_of(context: template.Context, kind: str) -> str:
    """Where the reader may hand in a sheet of this kind; empty where they may not."""
    actor = getattr(context.get("request"), "actor", NOBODY)
    found = receives.imports_page_for(actor, kind)
    return reverse(found.url_name) if found is not None else ""


@register.simple_tag
def trail_to(row: Any) -> str:
    """The address of the page with a record's whole trace; empty where no room draws one."""
    name = trails.trail_of(row)
    return reverse(name, args=[row.pk]) if name else ""


@register.simple_tag(takes_context=True)
def origins_of(context: template.Context, row: Any) -> list[origins.Origin]:
    """The sentences of texts that a record comes from, as far as the reader may see those texts."""
    actor = getattr(context.get("request"), "actor", NOBODY)
    return origins.origins_of(actor, row)


@register.simple_tag
def qr_code(text: str, label: str = "") -> SafeString:
    return qr.svg(text, label)


@register.filter
def undo_url(message: Message) -> str:
    """Where the thing that a message tells of can be undone, if it can."""
    return undo_of(message)


register.filter("day", day)


@register.filter
def when(value: Any) -> str:
    """A moment in the county's time: date, hours and minutes."""
    if not isinstance(value, dt.datetime):
        return day(value)
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{day(local.date())} {local:%H:%M}"


@register.filter
def machine_date(value: Any) -> str:
    """For the ``datetime`` attribute of ``<time>``."""
    if isinstance(value, dt.datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return local.isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, dt.date) else ""


@register.simple_tag
def other_language() -> dict[str, str]:
    """The language the reader can switch to, named in itself."""
    if (get_language() or "").startswith("zh"):
        return {"code": "en", "html": "en", "name": "English"}
    with override("zh-hans"):
        return {"code": "zh-hans", "html": "zh-Hans", "name": _("Chinese")}
