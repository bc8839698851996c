"""The roles a post can give (domain.md, Roles). Three administrators are three persons (三员分立)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    VILLAGE_SECRETARY = "village_secretary", _("village secretary")
    FIRST_SECRETARY = "first_secretary", _("first secretary")
    LIAISON = "liaison", _("liaison officer")
    BODY_SECRETARY = "body_secretary", _("secretary of a joint body")
    TOWNSHIP_CHECKER = "township_checker", _("township checker")
    COUNTY_COORDINATOR = "county_coordinator", _("county coordinator")
    PROVINCE_COORDINATOR = "province_coordinator", _("city or province coordinator")
    CAMPAIGN_ISSUER = "campaign_issuer", _("campaign issuer")
    MEDIA_EDITOR = "media_editor", _("media editor")
    EXPERT = "expert", _("expert")
    EVALUATOR = "evaluator", _("evaluator")
    SYSTEM_ADMIN = "system_admin", _("system administrator")
    SECURITY_ADMIN = "security_admin", _("security administrator")
    AUDITOR = "auditor", _("auditor")


OF_A_VILLAGE = frozenset({Role.VILLAGE_SECRETARY, Role.FIRST_SECRETARY})
"""Speak for one village branch."""

OF_AN_ORGANISATION = frozenset(
    {Role.LIAISON, Role.CAMPAIGN_ISSUER, Role.MEDIA_EDITOR, Role.BODY_SECRETARY, Role.EXPERT}
)
"""Speak for, or work in, one organisation."""

COORDINATORS = frozenset({Role.COUNTY_COORDINATOR, Role.PROVINCE_COORDINATOR})
"""Steer rounds and posts in a division's subtree."""

ISSUERS = COORDINATORS | {Role.CAMPAIGN_ISSUER}
"""May issue rounds: a county (or above), or a society."""

ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR})

WITH_SECOND_FACTOR = COORDINATORS | ADMINISTRATORS
"""Thirty minutes idle, twelve hours at most, and a second factor."""

WITH_DEVICE_MEMORY = frozenset(
    {Role.VILLAGE_SECRETARY, Role.FIRST_SECRETARY, Role.LIAISON, Role.BODY_SECRETARY}
)
"""May keep a device for thirty days."""
