from .attribution import Attribution
from .figure import Comparator, Modality
from .indicator import Definition, Indicator
from .observation import Observation
from .stated import StatedFigure

__all__ = [
    "Attribution",
    "Comparator",
    "Definition",
    "Indicator",
    "Modality",
    "Observation",
    "StatedFigure",
]
