"""Static files as they are served: under a name that holds their hash, and already compressed."""

from __future__ import annotations

from typing import ClassVar

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
