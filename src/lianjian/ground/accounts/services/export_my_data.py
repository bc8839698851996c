"""Everything the product holds about oneself, to take away (P6)."""

from __future__ import annotations

from typing import Any

from lianjian.ground.core.actors import Actor
from lianjian.ground.core.commands import command
from lianjian.ground.core.scope import Scope

from .. import policy
from ..models import Device, Post


@command("accounts.export_my_data", policy=policy.is_oneself, fresh=True)
def export_my_data(actor: Actor) -> dict[str, Any]:
    """One's own account, posts and devices as plain values, ready for JSON.

    Rooms above keep what people wrote there as part of the records, which their history shows.
    """
    person = policy.oneself(actor)
    posts = Post.within(Scope(person=person.pk)).filter(person=person)
    return {
        "user_name": person.username,
        "name": person.name,
        "phone": person.phone,
        "e_mail": person.email,
        "since": person.made_at.isoformat(),
        "last_sign_in": person.last_login.isoformat() if person.last_login else None,
        "posts": [_post(post) for post in posts],
        "devices": [_device(device) for device in Device.objects.filter(person=person)],
    }


def _post(post: Post) -> dict[str, Any]:
    return {
        "role": post.role,
        "role_name": post.get_role_display(),
        "place": str(post.organisation or post.division),
        "from": post.starts.isoformat(),
        "to": post.ends.isoformat() if post.ends else None,
        "deputy": post.is_deputy,
    }


def _device(device: Device) -> dict[str, Any]:
    return {
        "browser": device.agent,
        "kept": device.remembered,
        "signed_in": device.started_at.isoformat(),
        "last_seen": device.seen_at.isoformat(),
    }
