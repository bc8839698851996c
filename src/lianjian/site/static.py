"""Static files as they are served: under a name that holds their hash, and already compressed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class Collected(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Follows the addresses in our style sheets, and no ``sourceMappingURL``.

    Third-party files name maps that their packages do not hold; Django would refuse to collect
    them, although nobody but a developer's browser ever asks for a map.
    """

    patterns: ClassVar = (
        (
            "*.css",
            (
                r"""(?P<matched>url\(['"]{0,1}\s*(?P<url>.*?)["']{0,1}\))""",
                (
                    r"""(?P<matched>@import\s*["']\s*(?P<url>.*?)["'])""",
                    """@import url("%(url)s")""",
                ),
            ),
        ),
    )


class OnRequest(FileSystemFinder):
    """Finds third-party files for who asks by name (``ui/tabler.css`` is made from one of them),
    and collects none: no page links to them, and there are two thousand.
    """

    def list(self, _ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        return iter(())
