from .attestation import Attestation
from .branch import Branch
from .entity import BusinessEntity, EntityVillage
from .honour import Honour
from .office import Office
from .posting import Posting
from .source import Source
from .tie import Tie

__all__ = [
    "Attestation",
    "Branch",
    "BusinessEntity",
    "EntityVillage",
    "Honour",
    "Office",
    "Posting",
    "Source",
    "Tie",
]
