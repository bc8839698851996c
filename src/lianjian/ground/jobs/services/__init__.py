"""The only writers of jobs: people start and stop them, the worker ends them."""

from .finish import finish
from .start import start
from .stop import stop

__all__ = ["finish", "start", "stop"]
