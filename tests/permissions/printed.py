"""The matrix as a page for the people who sign it off: docs/generated/permissions.md."""

from __future__ import annotations

from pathlib import Path

from .matrix import COLUMNS, rows

PAGE = Path(__file__).resolve().parents[2] / "docs/generated/permissions.md"

HEAD = """# Who gets which answer where

Printed from `tests/permissions/expected.csv`, which people write and review; the check asks every
address of the product as every actor and compares. To change a right, change that file first.

- `200` shown · `302` done, and led on · `403` refused with the reason
- `404` there is no such thing for this reader · `405` an address that takes only the other method
- `409` somebody was faster, or the line can be taken no more · `422` the form lacks something
- `login` sent to sign in
- `again` asked to show once more who it is · `factor` asked for the second factor

Columns: village secretary, first secretary, liaison officer, secretary of a joint body, township
checker, county coordinator, province coordinator, campaign issuer, media editor, expert, evaluator,
system administrator, security administrator, auditor; the **next** county's coordinator; nobody.
"""


def page() -> str:
    """The whole page."""
    lines = [HEAD]
    lines.append("| address | method | " + " | ".join(COLUMNS) + " | why |")
    lines.append("|" + "---|" * (len(COLUMNS) + 3))
    for row in rows():
        cells = [row[actor] or row["others"] for actor in COLUMNS]
        first = [f"`{row['address']}`", row["method"]]
        lines.append("| " + " | ".join([*first, *cells, row["note"]]) + " |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
