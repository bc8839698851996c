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


WORDS = {"docx": "txt:Text", "xlsx": "csv"}


def opened(folder: Path, files: dict[str, bytes]) -> dict[str, str]:
    """What LibreOffice reads in files, by their names; empty where it cannot open one.

    It starts once for all of an ending: that takes longer than to read them.
    """
    found = {}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    for ending, words in WORDS.items():
        given = [folder / name for name in files if name.endswith(ending)]
        if given:
            _convert(folder, given, words)
        for one in given:
            made = one.with_suffix("." + words.partition(":")[0])
            read = made.read_text(encoding="utf-8-sig", errors="replace") if made.exists() else ""
            found[one.name] = read
    return found


def _convert(folder: Path, given: list[Path], words: str) -> None:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["--headless", "--convert-to", words, "--outdir", str(folder), *map(str, given)]
    subprocess.run([str(SOFFICE), profile, *command], capture_output=True, timeout=300, check=False)


def test_every_file_opens_and_says_something(stage: Stage, tmp_path: Path):
    files = made_files(stage, every_address())
    assert set(files) == FILES
    named = {name.replace(":", "-") + "." + ending: data for name, (ending, data) in files.items()}
    texts = opened(tmp_path, named)
    assert len(texts) == len(FILES)
    empty = [name for name, text in texts.items() if not text.strip()]
    assert empty == [], "LibreOffice finds nothing in them"


def test_control_a_file_that_is_cut_off_does_not_open(stage: Stage, tmp_path: Path):
    name = "projects:annual_document"
    one = [address for address in every_address() if address.name == name]
    _ending, data = made_files(stage, one)[name]
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(broken, "w") as half:
        for part in whole.namelist():
            text = whole.read(part)
            half.writestr(part, text[: len(text) // 2] if part == "word/document.xml" else text)
    texts = opened(tmp_path, {"broken.docx": broken.getvalue()})
    assert not texts["broken.docx"].strip()
