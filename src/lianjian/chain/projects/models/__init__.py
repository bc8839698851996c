from .brand import Brand
from .cluster import Cluster
from .milestone import Milestone
from .party import ProjectParty
from .project import Project

__all__ = ["Brand", "Cluster", "Milestone", "Project", "ProjectParty"]
