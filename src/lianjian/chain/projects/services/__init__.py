"""The only writers of projects, clusters and brands: one verb a file."""

from .accept import accept
from .agree import agree
from .answer import answer
from .cancel import cancel
from .change_brand import change_brand
from .change_cluster import change_cluster
from .correct_start import correct_start
from .list_for_year import list_for_year
from .name_brand import name_brand
from .name_cluster import name_cluster
from .propose import propose
from .reach_milestone import reach_milestone
from .record_existing import record_existing
from .reopen import reopen
from .reopen_milestone import reopen_milestone
from .resume import resume
from .review_attribution import review_attribution
from .revise import revise
from .start import start
from .suspend import suspend
from .take_back_batch import take_back_batch

__all__ = [
    "accept",
    "agree",
    "answer",
    "cancel",
    "change_brand",
    "change_cluster",
    "correct_start",
    "list_for_year",
    "name_brand",
    "name_cluster",
    "propose",
    "reach_milestone",
    "record_existing",
    "reopen",
    "reopen_milestone",
    "resume",
    "review_attribution",
    "revise",
    "start",
    "suspend",
    "take_back_batch",
]
