"""Every change is a command: policy → one transaction → the change → its line in the journal.

    @command("accords.sign", policy=policy.may_sign, fresh=True)
    def sign(actor: Actor, *, accord: Accord, digest: str) -> Signature: ...

The decorator is the only place where a transaction begins and where the journal is written, so a
view, the API, a job and the demonstration behave alike. Journal lines are appended last, under a
lock that is therefore always taken last: two commands can wait for each other's rows, never for
rows and the journal crosswise.
"""

from __future__ import annotations

import datetime as dt
import functools
import inspect
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from . import canonical, clock
from .actors import Actor, Running, running
from .pictures import drawn_early
from .scoped import Scoped
from .verdicts import AskAgain, Denied, Invalid, Overtaken, Verdict

P = ParamSpec("P")
R = TypeVar("R")

FRESH_MINUTES = 15
"""How long after showing who they are a person may sign, export or delete (domain: Getting in)."""

KEYS_KEPT = dt.timedelta(days=30)
"""The longest stay (``accounts.sessions``): no form is sent after the stay it was drawn in."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one command leaves in the journal."""

    actor: Actor
    verb: str
    subject: str
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Command:
    """One verb of the product: what conformity tests and the printed permissions walk over."""

    verb: str
    service: Callable[..., Any]
    policy: Callable[..., Verdict]
    fresh: bool
    personal: frozenset[str] = field(default_factory=frozenset)
    pictures: tuple[tuple[str, int], ...] = ()


COMMANDS: dict[str, Command] = {}

_append: Callable[[list[Entry]], None] | None = None
_key: ContextVar[Callable[[], str]] = ContextVar("lianjian_idempotency_key", default=str)


def journal_with(append: Callable[[list[Entry]], None]) -> None:
    """The journal takes its place: called once by ``ground/journal`` when the product starts."""
    global _append
    _append = append


@contextmanager
def once(key: str | Callable[[], str]) -> Iterator[None]:
    """Inside, each verb runs at most once for this key and actor; a repeat gets the same answer.

    A function is asked for the key when a command begins, and not before: to read the key of a
    form reads the whole form, and a page may first want to say where its uploads go.
    """
    token = _key.set(key if callable(key) else lambda: key)
    try:
        yield
    finally:
        _key.reset(token)


def forget_keys() -> int:
    """Remove the keys of forms that nobody can send again; gives how many went."""
    from .models import IdempotencyKey

    return IdempotencyKey.objects.filter(made_at__lt=clock.now() - KEYS_KEPT).delete()[0]


def command(
    verb: str,
    *,
    policy: Callable[..., Verdict],
    fresh: bool = False,
    personal: Collection[str] = (),
    pictures: Mapping[str, int] | None = None,
) -> Callable[[Callable[Concatenate[Actor, P], R]], Callable[Concatenate[Actor, P], R]]:
    """Make a service the one way to perform ``verb`` (``room.verb``).

    ``policy`` takes the same arguments and answers Allowed or Denied(reason). ``fresh`` asks the
    person to have shown who they are in the last 15 minutes. ``personal`` names the arguments
    that the journal keeps only as a keyed digest, so that erasing a person does not break it.
    ``pictures`` names the arguments whose bytes may be a picture, each with the most bytes that the
    service takes: it is drawn anew before the transaction begins, because that takes seconds and on
    SQLite nobody else could write meanwhile. A larger one is left for the service to refuse.
    """

    def decorate(
        service: Callable[Concatenate[Actor, P], R],
    ) -> Callable[Concatenate[Actor, P], R]:
        signature = inspect.signature(service)

        @functools.wraps(service)
        def run(actor: Actor, *args: P.args, **kwargs: P.kwargs) -> R:
            given = signature.bind(actor, *args, **kwargs)
            given.apply_defaults()
            arguments = dict(list(given.arguments.items())[1:])
            return cast("R", _run(known, actor, arguments))

        drawn = tuple((pictures or {}).items())
        known = Command(verb, service, policy, fresh, frozenset(personal), drawn)
        if verb in COMMANDS and COMMANDS[verb].service.__module__ != service.__module__:
            raise ValueError(f"Two services answer to {verb}.")
        COMMANDS[verb] = known
        return cast("Callable[Concatenate[Actor, P], R]", run)

    return decorate


def _run(known: Command, actor: Actor, arguments: dict[str, Any]) -> Any:
    outer = running.get()
    if outer is not None:
        return _perform_inside(outer, known, actor, arguments)
    if known.pictures:
        _draw_anew(known, actor, arguments)
    started = Running(actor)
    token = running.set(started)
    try:
        with transaction.atomic(durable=True):
            result = _perform_once(known, actor, arguments, started)
            if _append is None:
                raise RuntimeError("No journal has registered: no command may run.")
            _append(cast("list[Entry]", started.entries))
            return result
    finally:
        running.reset(token)


def _draw_anew(known: Command, actor: Actor, arguments: dict[str, Any]) -> None:
    """Put redrawn pictures in the place of those that came; not for whoever would be refused."""
    if given := {name: most for name, most in known.pictures if arguments[name]}:
        verdict = known.policy(actor, **arguments)
        if isinstance(verdict, Denied):
            raise verdict
        for name, most in given.items():
            arguments[name] = drawn_early(arguments[name], most=most, field=name)


def _perform_inside(outer: Running, known: Command, actor: Actor, arguments: dict[str, Any]) -> Any:
    """One command as a step of another: should it fail, it leaves neither a change nor a line,
    even where the outer one goes on without it."""
    before = len(outer.entries)
    try:
        with transaction.atomic():
            return _perform(known, actor, arguments, outer)
    except BaseException:
        del outer.entries[before:]
        raise


def _perform(known: Command, actor: Actor, arguments: dict[str, Any], started: Running) -> Any:
    verdict = known.policy(actor, **arguments)
    if isinstance(verdict, Denied):
        raise verdict
    if known.fresh:
        must_be_fresh(actor)
    # Written down before the service runs: it may remove a row, or empty a list, that it was given.
    body = _written(known, arguments)
    if actor.reason:
        body["reason_of_system"] = actor.reason
    # What a command did as a step of itself is told after it: signed, and so it took effect.
    place = len(started.entries)
    about = next((canonical.label(v) for v in arguments.values() if _is_row(v)), "")
    token = running.set(Running(actor, started.entries))
    try:
        result = known.service(actor, **arguments)
    finally:
        running.reset(token)
    subject = canonical.label(result) if _is_row(result) else about
    started.entries.insert(place, Entry(actor, known.verb, subject, body))
    return result


def must_be_fresh(actor: Actor) -> None:
    """Raises AskAgain unless the person showed in the last 15 minutes who they are.

    For commands it is asked by ``fresh=True``; whatever hands out many records asks by itself.
    """
    if not actor.confirmed_within(clock.now(), FRESH_MINUTES):
        raise AskAgain(_("Show once more that it is you, then do this again."))


def _written(known: Command, arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments of a command as the database may keep them: nothing personal in the clear."""
    return {
        name: canonical.personal(value) if name in known.personal else canonical.plain(value)
        for name, value in arguments.items()
    }


def _is_row(value: Any) -> bool:
    """Whether a value is a row that is still there."""
    return isinstance(value, models.Model) and value.pk is not None


def _perform_once(known: Command, actor: Actor, arguments: dict[str, Any], started: Running) -> Any:
    from .models import IdempotencyKey

    key = _key.get()() if actor.person is not None else ""
    if not key or actor.person is None:
        return _perform(known, actor, arguments, started)
    digest = canonical.digest(_written(known, arguments))
    try:
        # A second request with the same key waits here until the first commits, then finds it.
        with transaction.atomic():
            claim = IdempotencyKey.objects.create(
                person=actor.person, key=key, verb=known.verb, arguments=digest
            )
    except IntegrityError:
        done = IdempotencyKey.objects.get(person=actor.person, key=key, verb=known.verb)
        if done.arguments != digest:
            raise Invalid(
                _("This form was already sent with other contents. Open the page again.")
            ) from None
        return _answer_again(actor, done.result)
    result = _perform(known, actor, arguments, started)
    if result is not None:
        claim.result = canonical.label(result) if _is_row(result) else _NO_ROW
        claim.save(update_fields=["result"])
    return result


_NO_ROW = "-"
"""The result of a command that answered with something that is kept nowhere, such as a code."""


def _answer_again(actor: Actor, result: str) -> Any:
    """The row that the first run of a command answered with.

    Raises Overtaken, with the reason that it is done, where that answer cannot be given again:
    it was no row, or its row is gone or no longer this actor's.
    """
    from django.apps import apps

    if not result:
        return None
    label, _colon, key = result.partition(":")
    if key:
        model = apps.get_model(label)
        scoped = issubclass(model, Scoped)
        rows = model.within(actor.scope) if scoped else model._default_manager.all()
        row = rows.filter(pk=key).first()
        if row is not None:
            return row
    raise Overtaken(_("This form was already sent, and what it asked for is done."))


def dump(entry: Entry) -> str:
    """The body of an entry as canonical JSON: sorted keys, no blanks, no escapes."""
    return json.dumps(entry.body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
