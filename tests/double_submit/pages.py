"""A page as a person leaves it: its form with what stands in it."""

from __future__ import annotations

from html.parser import HTMLParser

from django.test import Client


class _Fields(HTMLParser):
    """Names and values of the fields of the forms of a page, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.found: dict[str, str] = {}
        self.select, self.area = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = "lj-form" in given.get("class", "")
        name = given.get("name", "")
        if not self.inside:
            return
        if tag == "input" and name:
            ticks = given.get("type") in {"checkbox", "radio"}
            if not ticks or "checked" in given:
                self.found[name] = given.get("value", "on" if ticks else "")
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select:
            if "selected" in given or self.select not in self.found:
                self.found[self.select] = given.get("value", "")
        elif tag == "textarea":
            self.area = name
            self.found[name] = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.found[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""
        elif tag == "textarea":
            # The line break after the tag is not part of what is in it.
            self.found[self.area] = self.found[self.area].removeprefix("\n")
            self.area = ""
        elif tag == "form":
            self.inside = False


def form_of(client: Client, url: str) -> dict[str, str]:
    """What the form of a page holds when it is opened."""
    answer = client.get(url)
    assert answer.status_code == 200, f"{url} answered {answer.status_code}"
    return form_in(answer.content.decode())


def form_in(page: str) -> dict[str, str]:
    """What the form of a page holds; of boxes with one name the last that is ticked."""
    fields = _Fields()
    fields.feed(page)
    fields.found.pop("csrfmiddlewaretoken", None)
    return fields.found
