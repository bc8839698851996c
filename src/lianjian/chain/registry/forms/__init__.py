"""The forms of this room."""

from .amending import (
    AmendForm,
    AmendHonourForm,
    AmendOfficeForm,
    AmendPostingForm,
    AmendTieForm,
    ChangeEntityForm,
    ChangeSourceForm,
)
from .branches import (
    GRADES,
    STRENGTHS,
    BranchForm,
    EndForm,
    HandOverPostingForm,
    PostingForm,
    TieForm,
)
from .records import (
    CloseForm,
    EntityForm,
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
    "AmendHonourForm",
    "AmendOfficeForm",
    "AmendPostingForm",
    "AmendTieForm",
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
