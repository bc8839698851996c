from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core.scope import Scope, either
from lianjian.ground.core.scoped import Scoped
from lianjian.ground.core.verdicts import Overtaken

from .life import FactState, SubmissionState


class Submission(Scoped):
    """A text that somebody handed in (来稿): as it came, as it was repaired, what it says.

    ``file`` holds the bytes as they came, also of a pasted text; none once it is forgotten.
    ``repairs`` is
    ``{"edits": […], "offers": […], "doubts": […], "accepted": [[start, end, reading]]}`` in
    characters of ``raw``; ``text`` is the repaired one, ``marks`` every fact that was read, with
    its place in both texts.
    ``digest`` is the SM3 of what the clean text says without blanks and marks: the same page,
    damaged otherwise, has the same. ``looked_by`` is the post for which the facts were weighed.
    ``said`` holds ``notes`` and ``why`` in the languages beside the product's own (tongues).
    ``typed`` counts what a person had to write beside the text (outlet, day, an answer).
    """

    title = models.CharField(_("headline"), max_length=200, blank=True)
    form = models.CharField(max_length=10, default="pasted")
    file = models.ForeignKey(
        "core.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    file_name = models.CharField(_("file"), max_length=120, blank=True)
    raw = models.TextField(blank=True)
    text = models.TextField(blank=True)
    repairs = models.JSONField(default=dict)
    marks = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    digest = models.CharField(max_length=64, blank=True)
    outlet = models.CharField(_("published by"), max_length=120, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=SubmissionState.choices,
        default=SubmissionState.READING,
    )
    why = models.CharField(max_length=300, blank=True)
    said = models.JSONField(default=dict)
    question = models.CharField(_("question to the writer"), max_length=200, blank=True)
    answer = models.CharField(_("answer"), max_length=300, blank=True)
    asked_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    typed = models.PositiveIntegerField(default=0)
    looked_by = models.ForeignKey(
        "accounts.Post", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    job = models.ForeignKey(
        "jobs.Job", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    division = models.ForeignKey(
        "places.Division", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    is_demo = models.BooleanField(default=False)
    put_aside_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(_("text handed in"), auto_now_add=True)

    class Meta(Scoped.Meta):
        verbose_name = _("submission")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["digest"], name="submissions_of_one_text")]
        constraints = [
            models.CheckConstraint(
                condition=Q(division__isnull=False) | Q(organisation__isnull=False),
                name="a_submission_is_of_a_place_or_a_body",
            )
        ]

    def __str__(self) -> str:
        return self.title or self.file_name or str(_("A text"))

    @property
    def source(self) -> str:
        """The digest of what came, under which its records name it."""
        return self.file.digest if self.file is not None else ""

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return either([scope.inside(f"{at}division__code"), scope.owns(f"{at}organisation")])


class Fact(Scoped):
    """What a text says that could become a record (事实): one line of a receiver.

    ``kind`` is the receiver; ``values`` what would stand in the cells of its line, ``edited`` the
    names of those that a person wrote; ``version`` counts the edits and ``earlier`` holds what the
    line said before each, so that whoever acts on what they saw is told what has changed since;
    ``marks`` the numbers of the submission's marks that say
    it, the first one to point at. ``standing``, ``wrong`` and ``beside`` are the last look.
    All sentences are in the product's own language; ``said`` holds them in the others (tongues).
    ``trace`` is what confirming wrote, for as long as it can be taken back; ``quote`` the sentence
    that it was confirmed from, which stays though the text be read once more.
    """

    part_of = "submission"

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="facts")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    values = models.JSONField(default=dict)
    edited = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=0)
    earlier = models.JSONField(default=list)
    marks = models.JSONField(default=list)
    asks = models.JSONField(default=dict)
    modality = models.CharField(max_length=10, blank=True)
    doubt = models.CharField(max_length=300, blank=True)
    refused = models.CharField(max_length=300, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=FactState.choices, default=FactState.PROPOSED
    )
    standing = models.CharField(max_length=10, blank=True)
    wrong = models.JSONField(default=dict)
    beside = models.JSONField(default=list)
    said = models.JSONField(default=dict)
    trace = models.JSONField(default=dict)
    quote = models.TextField(blank=True)
    kept = models.JSONField(default=list)
    confirmed_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    typed = models.PositiveIntegerField(default=0)
    reused = models.PositiveIntegerField(default=0)

    class Meta(Scoped.Meta):
        verbose_name = _("fact")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "number"], name="a_submission_numbers_its_facts_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.submission} {self.number}"

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return Submission.scope_rule(scope, f"{at}submission__")

    def must_stand(self, scope: Scope) -> None:
        """Lock this fact as it was read; raises Overtaken where somebody edited it since."""
        rows = Fact.within(scope).filter(pk=self.pk, version=self.version).order_by()
        if not rows.select_for_update(of=("self",)).values_list("pk", flat=True).first():
            raise Overtaken(_("Someone changed this a moment ago. Look again before you go on."))

    @property
    def is_certain(self) -> bool:
        """Whether it may be confirmed with others: nothing is open, nothing contradicts."""
        return (
            self.state == FactState.PROPOSED
            and self.standing in ("new", "changed")
            and not (self.asks or self.doubt or self.beside)
        )


class Origin(Scoped):
    """A record that a confirmed fact made, or corrected (出处); kept as long as the fact is.

    ``record`` is its name in the journal: a room's rows are not referred to from here.
    """

    part_of = "fact"

    fact = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="origins")
    record = models.CharField(max_length=80)
    made = models.BooleanField()

    class Meta(Scoped.Meta):
        verbose_name = _("origin of a record")
        ordering = ["pk"]
        indexes = [models.Index(fields=["record"], name="origins_of_one_record")]
        constraints = [
            models.UniqueConstraint(
                fields=["fact", "record"], name="a_fact_is_the_origin_of_a_record_once"
            )
        ]

    def __str__(self) -> str:
        return self.record

    @classmethod
    def scope_rule(cls, scope: Scope, at: str = "") -> Q:
        return Fact.scope_rule(scope, f"{at}fact__")
