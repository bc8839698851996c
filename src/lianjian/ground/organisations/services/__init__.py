"""The only writers of bodies, their aliases and directories."""

from .aliases import add_alias, remove_alias
from .amend import amend, reaffiliate
from .directory import drop_from_directory, keep_in_directory
from .merge import merge, unmerge
from .register_organisation import register_organisation, register_village
from .take_back_batch import take_back_batch
from .take_organisations import take_organisations

__all__ = [
    "add_alias",
    "amend",
    "drop_from_directory",
    "keep_in_directory",
    "merge",
    "reaffiliate",
    "register_organisation",
    "register_village",
    "remove_alias",
    "take_back_batch",
    "take_organisations",
    "unmerge",
]
