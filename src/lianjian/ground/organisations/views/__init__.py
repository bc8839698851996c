"""The directory: list, page, entering, correcting, other names, whom we keep, merging."""

from .directory import (
    add_alias,
    amend,
    drop,
    keep,
    new,
    organisation,
    organisations,
    reaffiliate,
    register_village,
    remove_alias,
)
from .merging import merge, mergers, unmerge

__all__ = [
    "add_alias",
    "amend",
    "drop",
    "keep",
    "merge",
    "mergers",
    "new",
    "organisation",
    "organisations",
    "reaffiliate",
    "register_village",
    "remove_alias",
    "unmerge",
]
