"""Finding or making the person that somebody named by name and phone number."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock, crypto
from lianjian.ground.core.scope import Scope
from lianjian.ground.core.verdicts import Denied, Invalid

from ..models import Person, Post
from ..roles import ADMINISTRATORS, Role

_MOBILE = re.compile(r"1\d{10}")


def phone_number(typed: str) -> str | None:
    """A mobile number as eleven digits, None for nothing; Invalid for anything else."""
    # Chinese keyboards also write full-width digits.
    half = unicodedata.normalize("NFKC", typed)
    text = re.sub(r"[\s\-–—()]", "", half).removeprefix("+86")
    if not text:
        return None
    if not _MOBILE.fullmatch(text):
        reason = _("A mobile phone number has 11 digits and begins with 1.")
        raise Invalid(reason, fields={"phone": reason})
    return text


def full_name(typed: str) -> str:
    """A name as it will be stored; Invalid when there is none, or it is too long."""
    text = " ".join(typed.split())
    if not text or len(text) > 40:
        reason = _("Give a name of 1 to 40 characters.")
        raise Invalid(reason, fields={"name": reason})
    return text


def person_named(name: str, phone: str) -> Person:
    """The person with this phone number, or a new one who cannot sign in yet.

    A number that is in use under another name is refused without telling under which.
    """
    name, number = full_name(name), phone_number(phone)
    known = Person.objects.filter(phone=number).first() if number else None
    if known is None:
        person = Person(username=_new_user_name(), phone=number, name=name)
        person.set_unusable_password()
        person.save(force_insert=True)
        return person
    if known.name != name:
        reason = _("This phone number is in use under another name. Check both.")
        raise Invalid(reason, fields={"phone": reason})
    return known


def _new_user_name() -> str:
    # Never all digits, so that no user name can be mistaken for a phone number.
    while Person.objects.filter(username=(name := f"u{crypto.readable_code(1, 7).lower()}")):
        continue
    return name


def keep_administrators_apart(person: Person, role: Role) -> None:
    """System, security, audit: three persons, none of whom does business here (三员分立).

    The row lock makes a second appointment of the same person wait for the first.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    held = {post.role for post in living_posts(person)}
    if role in ADMINISTRATORS and held:
        raise Denied(_("An administrator holds no other post. Choose somebody without one."))
    if held & ADMINISTRATORS:
        raise Denied(_("This person is an administrator and can hold no other post."))


def living_posts(person: Person) -> list[Post]:
    """The posts of a person that hold now or will hold."""
    day = clock.today()
    rows = Post.within(Scope(person=person.pk)).filter(person=person, ended_at=None)
    return [post for post in rows if post.ends is None or post.ends >= day]
