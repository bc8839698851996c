"""Forms over what is kept already: only what this person changed is written."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import crypto
from lianjian.ground.core.actors import Actor
from lianjian.ground.core.scope import Scope
from lianjian.ground.ui.editing import EditForm

from ..fading import in_words
from ..models import Branch, BusinessEntity, Honour, Office, Posting, Source, Tie
from .branches import BranchForm, HandOverPostingForm, TieDetailsForm
from .records import EntityForm, HonourForm, OfficeForm, SourceForm


class AmendForm(EditForm, BranchForm):
    """Changing a branch: its unit stays what it is."""

    def __init__(self, *args: Any, actor: Actor, branch: Branch, **kwargs: Any) -> None:
        initial = self.kept(branch)
        super().__init__(*args, actor=actor, host=branch.host, initial=initial, **kwargs)
        del self.fields["unit"]
        self.fields["name"].required = True
        self.fields["name"].help_text = ""

    @staticmethod
    def kept(branch: Branch) -> dict[str, Any]:
        """What is kept of it, by field."""
        return {name: getattr(branch, name) for name in ("name", "level", "span", "must_serve")}


class ChangeEntityForm(EditForm, EntityForm):
    """Changing a business entity: where it works stays."""

    def __init__(self, *args: Any, entity: BusinessEntity, **kwargs: Any) -> None:
        super().__init__(*args, initial=self.kept(entity), **kwargs)
        del self.fields["division"]

    @staticmethod
    def kept(entity: BusinessEntity) -> dict[str, Any]:
        """What is kept of it, by field."""
        names = ("name", "kind", "organisation", "industry", "capacity_lower", "capacity_upper")
        return {name: getattr(entity, name) for name in names}


class ChangeSourceForm(EditForm, SourceForm):
    """Correcting a source: who took it stays."""

    def __init__(self, *args: Any, source: Source, **kwargs: Any) -> None:
        super().__init__(*args, initial=self.kept(source), **kwargs)

    @staticmethod
    def kept(source: Source) -> dict[str, Any]:
        """What is kept of it, by field."""
        names = ("title", "outlet", "published_on", "address", "byline")
        return {name: getattr(source, name) for name in names}


class AmendHonourForm(EditForm, HonourForm):
    """Correcting an honour: its holder stays. Its document stays, unless another is chosen or it
    is taken away."""

    no_file = forms.BooleanField(label=_("Take the document away"), required=False)

    field_order = (
        "title", "issuer", "level", "year", "awarded_on", "valid_until", "evidence", "file",
        "no_file", "source",
    )  # fmt: skip

    def __init__(self, *args: Any, honour: Honour, **kwargs: Any) -> None:
        super().__init__(*args, initial=self.kept(honour), **kwargs)
        if honour.file is None:
            del self.fields["no_file"]
        else:
            self.fields["file"].label = _("Another document or picture")

    @staticmethod
    def kept(honour: Honour) -> dict[str, Any]:
        """What is kept of it, by field."""
        names = ("title", "issuer", "level", "year", "awarded_on", "valid_until", "evidence")
        return {
            **{name: getattr(honour, name) for name in names},
            "file": honour.file.digest if honour.file is not None else "",
            "no_file": False,
            "source": honour.source,
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("no_file") and not given.get("file"):
            given["file"] = None
        return given

    def changes(self, now: Any) -> dict[str, Any]:
        """What this person changed; that a document is taken away is said by ``file`` alone."""
        return {name: one for name, one in super().changes(now).items() if name != "no_file"}

    def _as_sent(self, name: str, value: Any) -> str:
        """A document is told by its digest; where none was chosen, it is the one that was shown."""
        if name != "file":
            return super()._as_sent(name, value)
        if value == b"":
            return str(self.data.get(self[name].html_initial_name, self.initial[name]))
        return crypto.sm3(value).hex() if isinstance(value, bytes) else value or ""

    def _in_words(self, name: str, value: Any) -> str:
        if name != "file":
            return super()._in_words(name, value)
        return str(_("a document") if value else _("no document"))


class AmendOfficeForm(EditForm, OfficeForm):
    """Correcting an office: where it is held stays."""

    def __init__(self, *args: Any, scope: Scope, office: Office, **kwargs: Any) -> None:
        shown = {"scope": scope, "host": office.body, "now": office, "initial": self.kept(office)}
        super().__init__(*args, **shown, **kwargs)

    @staticmethod
    def kept(office: Office) -> dict[str, Any]:
        """What is kept of it, by field."""
        return {name: getattr(office, name) for name in ("title", "starts", "ends", "person")}


class AmendPostingForm(EditForm, HandOverPostingForm):
    """Correcting a posting; what was handed over only where somebody took over."""

    def __init__(self, *args: Any, posting: Posting, **kwargs: Any) -> None:
        super().__init__(*args, initial=self.kept(posting), **kwargs)
        if posting.follows_id is None:
            del self.fields["handover"]

    @staticmethod
    def kept(posting: Posting) -> dict[str, Any]:
        """What is kept of it, by field."""
        names = ("batch", "level", "sending_unit", "starts", "ends", "handover")
        return {name: getattr(posting, name) for name in names}


class AmendTieForm(EditForm, TieDetailsForm):
    """Correcting a tie: its two branches stay."""

    def __init__(self, *args: Any, tie: Tie, **kwargs: Any) -> None:
        super().__init__(*args, initial=self.kept(tie), **kwargs)
        self._also("strength", lambda one: _("as it is kept: %(words)s") % {"words": in_words(one)})
        self._also("grade", lambda one: _("as it is kept: grade %(grade)s") % {"grade": one})

    def _also(self, name: str, words: Any) -> None:
        """What a sheet or both sides have said is none of the choices, and yet it may stay."""
        shown = self.data.get(self[name].html_initial_name, "")
        field: Any = self.fields[name]
        known = {value for value, _words in field.choices}
        more = {self.initial[name], int(shown) if str(shown).isdecimal() else self.initial[name]}
        field.choices = [*field.choices, *((one, words(one)) for one in sorted(more - known))]

    @staticmethod
    def kept(tie: Tie) -> dict[str, Any]:
        """What is kept of it, by field."""
        return {name: getattr(tie, name) for name in TieDetailsForm.base_fields}
