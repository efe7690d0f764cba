# SPDX-License-Identifier: MIT
"""What cmake/release and cmake/arduino share."""
import pathlib
import re
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent


def version():
    numbers = re.findall(r"#define DROPLET_VERSION_[A-Z]+ (\d+)", (ROOT / "include/droplet/version.h").read_text())
    return ".".join(numbers)


def zip_folder(path, folder, top):
    """With neither times nor owners."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(file for file in folder.rglob("*") if file.is_file()):
            entry = zipfile.ZipInfo(f"{top}/{file.relative_to(folder).as_posix()}")
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, file.read_bytes())
