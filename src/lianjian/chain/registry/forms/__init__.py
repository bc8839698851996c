"""The forms of this room."""

from .branches import (
    GRADES,
    STRENGTHS,
    AmendForm,
    BranchForm,
    EndForm,
    PostingForm,
    TieForm,
)
from .records import (
    ChangeEntityForm,
    ChangeSourceForm,
    CloseForm,
    EntityForm,
    HandOverPostingForm,
    HolderForm,
    HonourForm,
    OfficeForm,
    SourceForm,
    VillageForm,
    WhyForm,
)

__all__ = [
    "GRADES",
    "STRENGTHS",
    "AmendForm",
    "BranchForm",
    "ChangeEntityForm",
    "ChangeSourceForm",
    "CloseForm",
    "EndForm",
    "EntityForm",
    "HandOverPostingForm",
    "HolderForm",
    "HonourForm",
    "OfficeForm",
    "PostingForm",
    "SourceForm",
    "TieForm",
    "VillageForm",
    "WhyForm",
]
