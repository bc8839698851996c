"""LibreOffice opens every Word and Excel file that the product makes, and finds its words in it."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from lianjian.ground.sheets.marking import XLSX
from lianjian.ground.ui.word import WORD
from tests.conftest import Stage
from tests.permissions.addresses import Address, every_address
from tests.permissions.asking import ask
from tests.permissions.undoing import undone

SOFFICE = shutil.which("soffice")
ENDINGS = {WORD: "docx", XLSX: "xlsx"}
FILES = {
    "ledgers:answer",
    "ledgers:template",
    "outcomes:overview_sheet",
    "partnerships:accord_file",
    "partnerships:body_file",
    "partnerships:pairing_file",
    "projects:annual_document",
    "projects:annual_sheet",
}
"""The addresses that make one."""

pytestmark = [
    pytest.mark.once,
    pytest.mark.django_db,
    pytest.mark.skipif(
        SOFFICE is None,
        reason="LibreOffice is not here: apt-get install libreoffice-writer-nogui "
        "libreoffice-calc-nogui",
    ),
]


def made_files(stage: Stage, addresses: list[Address]) -> dict[str, tuple[str, bytes]]:
    """The Word and Excel files that a coordinator gets at these addresses, by their names."""
    county, found = stage.browsers["county"], {}
    for address in addresses:
        with undone(county):
            answer = ask(county, address, "GET", stage.things)
            ending = ENDINGS.get(answer.headers.get("Content-Type", "").partition(";")[0])
            if ending:
                found[address.name] = (ending, b"".join(answer))
    return found


def opened(folder: Path, name: str, data: bytes) -> str:
    """What LibreOffice reads in a file; empty when it cannot open it."""
    given = folder / name
    given.write_bytes(data)
    words = {"docx": "txt:Text", "xlsx": "csv"}[given.suffix[1:]]
    subprocess.run(
        [
            str(SOFFICE),
            f"-env:UserInstallation=file://{folder}/profile",
            *("--headless", "--convert-to", words, "--outdir", str(folder), str(given)),
        ],
        capture_output=True,
        timeout=120,
        check=False,
    )
    made = given.with_suffix("." + words.partition(":")[0])
    return made.read_text(encoding="utf-8-sig", errors="replace") if made.exists() else ""


def test_every_file_opens_and_says_something(stage: Stage, tmp_path: Path):
    files = made_files(stage, every_address())
    assert set(files) == FILES
    for number, (name, (ending, data)) in enumerate(sorted(files.items())):
        text = opened(tmp_path, f"{number}.{ending}", data)
        assert text.strip(), f"{name}: LibreOffice finds nothing in it"


def test_control_a_file_that_is_cut_off_does_not_open(stage: Stage, tmp_path: Path):
    name = "projects:annual_document"
    one = [address for address in every_address() if address.name == name]
    _ending, data = made_files(stage, one)[name]
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(broken, "w") as half:
        for part in whole.namelist():
            text = whole.read(part)
            half.writestr(part, text[: len(text) // 2] if part == "word/document.xml" else text)
    assert not opened(tmp_path, "broken.docx", broken.getvalue()).strip()
