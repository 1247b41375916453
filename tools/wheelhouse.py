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
# Installs Tadbir from this folder into its venv, without internet; again for another release.
set -e
cd "$(dirname "$0")"
python3 -c 'import sys; sys.exit(sys.version_info[:2] != ({python}))' || {{
  echo "This archive was made for Python {python}." >&2; exit 1; }}
export PIP_CONFIG_FILE=/dev/null PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INDEX=1
python3 -m venv venv
venv/bin/pip install --quiet --find-links wheels --require-hashes -r requirements.txt
venv/bin/pip install --quiet --no-deps --force-reinstall {wheel}
echo "installed: $(venv/bin/tadbir --version)"
"""


def owned_by_root(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """A member of the archive that keeps nothing of who made it."""
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    return member


def main() -> None:
    """Download the locked wheels for this Python, build ours, and pack them with an installer."""
    target = ROOT / "dist" / f"tadbir-{__version__}-wheelhouse.tar.gz"
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        requirements = ROOT / "requirements.txt"
        shutil.rmtree(ROOT / "build", ignore_errors=True)  # or modules since removed come along
        subprocess.run(
            [*PIP, "download", "--only-binary", ":all:", "--require-hashes",
             "-r", str(requirements), "-d", str(folder / "wheels")], check=True
        )  # fmt: skip
        subprocess.run(
            [*PIP, "wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(ROOT)],
            check=True,
        )
        for name in ("deploy", "docs"):
            shutil.copytree(ROOT / name, folder / name)
        for name in ("requirements.txt", "README.md", "CHANGELOG.md", "LICENSE"):
            shutil.copy(ROOT / name, folder / name)
        (wheel,) = folder.glob("tadbir-*.whl")
        python = f"{sys.version_info.major}, {sys.version_info.minor}"
        install = INSTALL.format(python=python, wheel=wheel.name)
        (folder / "install.sh").write_text(install, encoding="utf-8")
        (folder / "install.sh").chmod(0o755)
        folder.chmod(0o755)  # a temporary folder is closed to others, and so would be its copy
        with tarfile.open(target, "w:gz") as archive:
            archive.add(folder, arcname=f"tadbir-{__version__}", filter=owned_by_root)
    print(target.relative_to(ROOT))


if __name__ == "__main__":
    main()
