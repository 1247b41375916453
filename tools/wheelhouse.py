"""Makes one archive that installs Tadbir on a machine without internet."""

import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tadbir import __version__

ROOT = Path(__file__).parent.parent
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
INSTALL = """#!/bin/sh
# Installs Tadbir from this folder into ./venv, without internet.
set -e
here=$(cd "$(dirname "$0")" && pwd)
python3 -m venv venv
venv/bin/pip install --disable-pip-version-check --no-index --find-links "$here/wheels" \\
  --require-hashes -r "$here/requirements.txt"
venv/bin/pip install --disable-pip-version-check --no-index --no-deps "$here"/tadbir-*.whl
echo "installed: venv/bin/tadbir --help"
"""


def main() -> None:
    """Download the locked wheels for this Python, build ours, and pack them with an installer."""
    target = ROOT / "dist" / f"tadbir-{__version__}-wheelhouse.tar.gz"
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        requirements = ROOT / "requirements.txt"
        subprocess.run(
            [*PIP, "download", "--only-binary", ":all:", "--require-hashes",
             "-r", str(requirements), "-d", str(folder / "wheels")], check=True
        )  # fmt: skip
        subprocess.run(
            [*PIP, "wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(ROOT)],
            check=True,
        )
        shutil.copytree(ROOT / "deploy", folder / "deploy")
        (folder / "requirements.txt").write_bytes(requirements.read_bytes())
        (folder / "install.sh").write_text(INSTALL, encoding="utf-8")
        (folder / "install.sh").chmod(0o755)
        with tarfile.open(target, "w:gz") as archive:
            archive.add(folder, arcname=f"tadbir-{__version__}")
    print(target.relative_to(ROOT))


if __name__ == "__main__":
    main()
