from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.scope import Scope, either
from lianjian.ground.core.scoped import Scoped

from .roles import Role


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(username=username)


class Person(AbstractBaseUser):
    """Somebody who can sign in. Holds no rights: those are their posts'.

    No identity-card number, no Party membership, ever. ``phone`` and e-mail are optional.
    """

    username = models.CharField(_("user name"), max_length=40, unique=True)
    phone = models.CharField(_("phone number"), max_length=11, unique=True, null=True, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    name = models.CharField(_("name"), max_length=40)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        verbose_name = _("person")

    def __str__(self) -> str:
        return self.name

    # Django's admin and permission frameworks ask these; rights are the posts', so: none.
    is_staff = False
    is_superuser = False

    def has_perm(self, _perm: str, _obj: Any = None) -> bool:
        return False

    def has_module_perms(self, _label: str) -> bool:
        return False


class Post(Scoped):
    """One role in one place or organisation, held by one person for a time (岗位).

    ``deputy_of`` is the post whose holder this one stands in for (代理); a deputy's rights end
    with that post. ``follows`` is the post whose holder handed over to this one (交接).
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(_("role"), max_length=24, choices=Role.choices)
    division = models.ForeignKey(
        "places.Division",
        verbose_name=_("division"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    starts = models.DateField(_("from"))
    ends = models.DateField(_("to"), null=True, blank=True)
    deputy_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="deputies"
    )
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("post")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=models.F("starts")),
                name="a_post_does_not_end_before_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(division__isnull=False) | Q(organisation__isnull=False),
                name="a_post_is_somewhere",
            ),
        ]
        indexes = [models.Index(fields=["role", "division"])]

    def __str__(self) -> str:
        place = self.organisation or self.division
        return f"{place} {self.get_role_display()}"

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return either(
            [
                scope.inside(f"{at}division__code"),
                scope.inside(f"{at}organisation__affiliation__code"),
                scope.owns(f"{at}organisation"),
                scope.is_self(f"{at}person"),
            ]
        )

    def holds_on(self, day: dt.date) -> bool:
        """Whether the post gives its role on ``day``."""
        return self.starts <= day and (self.ends is None or day <= self.ends)
