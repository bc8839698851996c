from __future__ import annotations

from .attempt import Attempt
from .device import Device
from .person import Person
from .post import Post
from .slip import Slip

__all__ = ["Attempt", "Device", "Person", "Post", "Slip"]
