"""The roles a post can give. The three administrators are three persons (三员分立)."""

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


class Place(models.TextChoices):
    """Where a role lies: what a post must name."""

    VILLAGE = "village", _("a village")
    ORGANISATION = "organisation", _("an organisation")
    TOWN = "town", _("a township")
    COUNTY = "county", _("a county")
    ABOVE = "above", _("a city or province")
    ANYWHERE = "anywhere", _("a division")


PLACE_OF: dict[Role, Place] = {
    Role.VILLAGE_SECRETARY: Place.VILLAGE,
    Role.FIRST_SECRETARY: Place.VILLAGE,
    Role.LIAISON: Place.ORGANISATION,
    Role.BODY_SECRETARY: Place.ORGANISATION,
    Role.TOWNSHIP_CHECKER: Place.TOWN,
    Role.COUNTY_COORDINATOR: Place.COUNTY,
    Role.PROVINCE_COORDINATOR: Place.ABOVE,
    Role.CAMPAIGN_ISSUER: Place.ORGANISATION,
    Role.MEDIA_EDITOR: Place.ORGANISATION,
    Role.EXPERT: Place.ORGANISATION,
    Role.EVALUATOR: Place.ANYWHERE,
    Role.SYSTEM_ADMIN: Place.ANYWHERE,
    Role.SECURITY_ADMIN: Place.ANYWHERE,
    Role.AUDITOR: Place.ANYWHERE,
}
"""What each role's post must name."""

GIVES: dict[Role, frozenset[Role]] = {
    Role.COUNTY_COORDINATOR: frozenset(
        {
            Role.VILLAGE_SECRETARY,
            Role.FIRST_SECRETARY,
            Role.TOWNSHIP_CHECKER,
            Role.LIAISON,
            Role.BODY_SECRETARY,
            Role.EVALUATOR,
            Role.MEDIA_EDITOR,
            Role.EXPERT,
        }
    ),
    Role.PROVINCE_COORDINATOR: frozenset(
        {
            Role.COUNTY_COORDINATOR,
            Role.CAMPAIGN_ISSUER,
            Role.LIAISON,
            Role.EVALUATOR,
            Role.MEDIA_EDITOR,
            Role.EXPERT,
        }
    ),
    # A society runs its own house: nobody above commands it (article B).
    Role.CAMPAIGN_ISSUER: frozenset({Role.LIAISON, Role.MEDIA_EDITOR, Role.EXPERT}),
    Role.SYSTEM_ADMIN: frozenset({Role.SECURITY_ADMIN, Role.AUDITOR}),
    Role.SECURITY_ADMIN: COORDINATORS | {Role.CAMPAIGN_ISSUER},
}
"""Who may appoint whom, inside their own division's subtree or organisation."""

PRINTS_SLIPS_FOR: dict[Role, frozenset[Role]] = {
    **GIVES,
    Role.TOWNSHIP_CHECKER: OF_A_VILLAGE,
}
"""For whom a role may print slips: whom it appoints, and a township for its villages."""

NEVER_EMPTY = COORDINATORS | {Role.CAMPAIGN_ISSUER, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN}
"""The last holder of such a post in a place cannot simply end it: they hand it over."""
