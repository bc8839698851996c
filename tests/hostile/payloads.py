"""What somebody might paste so that another's browser runs it; and where on a page it would."""

from __future__ import annotations

from html.parser import HTMLParser

ALARM = "alarmlj"
"""Stands in every payload: in a page it may be read, and nothing else."""
PAYLOADS = tuple(
    one.replace("!", f"{ALARM}()")
    for one in (
        "<script>!</script>",
        "<ScRiPt/x>!</sCrIpT >",
        '"><script>!</script>',
        "'><script>!</script>",
        '"><img src=x onerror=!>',
        "'><svg/onload=!>",
        "</textarea><script>!</script>",
        "</title><script>!</script>",
        "</style></script><script>!</script>",
        "--><script>!</script><!--",
        "]]><script>!</script>",
        "<scr<script>ipt>!</scr</script>ipt>",
        "<<script>!//<</script>",
        '" onmouseover="!',
        "' onfocus='!' autofocus='",
        "` onclick=`!`",
        '" autofocus onfocus=! x="',
        '" style="background:url(javascript:!)',
        '" hx-get="//!" hx-trigger="load',
        '" hx-on::load="!',
        '" x-init="!',
        "javascript:!",
        '<a href="javascript:!">看</a>',
        '<a href="jav&#x09;ascript:!">看</a>',
        "data:text/html,<script>!</script>",
        "<iframe srcdoc='<script>!</script>'>",
        "<iframe src=javascript:!>",
        "<object data=javascript:!>",
        "<embed src=javascript:!>",
        "<details open ontoggle=!>",
        "<body onload=!>",
        "<input autofocus onfocus=!>",
        "<video><source onerror=!></video>",
        "<svg><animate onbegin=! attributeName=x>",
        "<svg><script>!</script></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=!>",
        '<noscript><p title="</noscript><img src=x onerror=!>">',
        "<template><script>!</script></template>",
        "<plaintext><script>!</script>",
        "<xmp><script>!</script>",
        "<base href=//!>",
        "<form action=//!><button>",
        '<meta http-equiv=refresh content="0;url=javascript:!">',
        "<link rel=stylesheet href=//!>",
        "<style>@import '//!';</style>",
        "&lt;script&gt;!&lt;/script&gt;",
        "&amp;lt;script&amp;gt;!&amp;lt;/script&amp;gt;",
        "&#60;script&#62;!&#60;/script&#62;",
        "＜script＞!＜/script＞",
        "﹤img src=x onerror=!﹥",
        "%3Cscript%3E!%3C/script%3E",
        "+ADw-script+AD4-!+ADw-/script+AD4-",
        "\\u003cscript\\u003e!\\u003c/script\\u003e",
        "<\u200bscript>!</\u200bscript>",
        "\u202e<script>!</script>",
        "<c-card title='!'>{{ ! }}</c-card>",
        "{{ request.! }}{% include '!' %}",
        "{% endblock %}<script>!</script>",
        "${!}#{!}<%= ! %>",
        "〖<script>!</script>〗",
    )
)
_READ = {"title", "value", "aria-label", "placeholder", "alt", "label"}
"""Attributes whose value is shown or sent, and never run or fetched."""
_RUN = {"script", "style"}


class Alive(HTMLParser):
    """Collects every place in a page where the alarm is more than words."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = ""
        self.found: list[str] = []
        self.read = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        if ALARM in tag:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if ALARM in name or (ALARM in (value or "") and name not in _READ):
                self.found.append(f"<{tag} {name}={value}>")
            elif ALARM in (value or ""):
                self.read += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.inside = ""

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""
        if ALARM in tag:
            self.found.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if ALARM in data:
            self.read += 1
            if self.inside in _RUN:
                self.found.append(f"{self.inside}: {data[:80]}")

    def handle_comment(self, data: str) -> None:
        self._aside("comment", data)

    def handle_decl(self, decl: str) -> None:
        self._aside("declaration", decl)

    def unknown_decl(self, data: str) -> None:
        self._aside("declaration", data)

    def handle_pi(self, data: str) -> None:
        self._aside("instruction", data)

    def _aside(self, where: str, data: str) -> None:
        if ALARM in data:
            self.found.append(f"{where}: {data[:80]}")


def looked_at(page: str) -> Alive:
    """A page with what is alive in it, and how often the alarm is read in it."""
    seen = Alive()
    seen.feed(page)
    seen.close()
    return seen
