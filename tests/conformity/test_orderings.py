"""Lists of villages, branches or people are never sorted by an outcome, a count or reach."""

from __future__ import annotations

import ast
import re

from . import modules, our_models, parsed, ratchet

FORBIDDEN = re.compile(
    r"(?:^|_)(?:outcome|income|score|points?|count|total|number_of|reach|reads|likes|rank(?:ing)?|"
    r"performance|reports?|visits|amount|value)(?:_|$)"
)

OWN_ORDER = {
    "pairing.Interest: rank": "one side's own wishes, in the order in which it wrote them",
    "chain/pairing/selectors.py: rank": "the same",
}


def orderings() -> dict[str, str]:
    """Every field by which something is sorted in the database: where → field."""
    found = {}
    for name, path in modules():
        for node in ast.walk(parsed(path)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if node.func.attr != "order_by":
                continue
            for argument in node.args:
                for word in ast.walk(argument):
                    if isinstance(word, ast.Constant) and isinstance(word.value, str):
                        field = word.value.lstrip("-")
                        found[f"{name}: {field}"] = field
    for model in our_models():
        for one in model._meta.ordering or ():
            text = str(one).lstrip("-")
            found[f"{model._meta.label}: {text}"] = text
    return found


def test_nothing_is_sorted_by_an_outcome_a_count_or_reach():
    wrong = {where for where, field in orderings().items() if FORBIDDEN.search(field)}
    ratchet(wrong, OWN_ORDER)


def test_it_would_see_a_ranking():
    assert FORBIDDEN.search("report_count")
    assert FORBIDDEN.search("income")
    assert not FORBIDDEN.search("counted_on")
    assert not FORBIDDEN.search("name")
