#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""wheels.py FOLDER DECLARED VERSION ROOT: what the wheels in FOLDER, made in the tree ROOT, are, by their files alone;
DECLARED lists the functions of the C headers. Each check is seen to fail."""
import base64
import csv
import hashlib
import pathlib
import re
import sys
import zipfile

import lief

# By the platform's tag: the library, its format and machine, and the oldest system that it may ask for.
ELF, MACHO, PE = lief.ELF, lief.MachO, lief.PE
WHEELS = {
    "manylinux2014_x86_64": ("libdroplet.so", ELF.Binary, ELF.ARCH.X86_64, (2, 17)),
    "manylinux2014_aarch64": ("libdroplet.so", ELF.Binary, ELF.ARCH.AARCH64, (2, 17)),
    "macosx_11_0_arm64": ("libdroplet.dylib", MACHO.Binary, MACHO.Header.CPU_TYPE.ARM64, (11, 0)),
    "macosx_11_0_x86_64": ("libdroplet.dylib", MACHO.Binary, MACHO.Header.CPU_TYPE.X86_64, (11, 0)),
    "win_amd64": ("libdroplet.dll", PE.Binary, PE.Header.MACHINE_TYPES.AMD64, None),
}
NEEDED = {ELF.Binary: {"libc.so.6"}, MACHO.Binary: {"/usr/lib/libSystem.B.dylib"}, PE.Binary: {"kernel32.dll", "msvcrt.dll"}}


class Fault(Exception):
    pass


def check(right, told):
    if not right:
        raise Fault(told)


def digest_of(data):
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def check_record(files, info):
    rows = {name: (digest, size) for name, digest, size in csv.reader(files[f"{info}/RECORD"].decode().splitlines())}
    check(set(rows) == set(files), f"RECORD and the files differ: {set(rows) ^ set(files)}")
    for name, data in files.items():
        if not name.endswith("/RECORD"):
            check(rows[name] == (digest_of(data), str(len(data))), f"RECORD has another {name}")


def described(library):
    """Machine, exported functions, needed libraries, and the oldest system that has all it asks for."""
    if isinstance(library, ELF.Binary):
        versions = [auxiliary.name for need in library.symbols_version_requirement for auxiliary in need.get_auxiliary_symbols()]
        check(all(re.fullmatch(r"GLIBC_[0-9.]+", version) for version in versions), f"it asks for {versions}")
        oldest = max(tuple(map(int, version[6:].split("."))) for version in versions)
        exported = [symbol.name for symbol in library.exported_symbols]
        return library.header.machine_type, exported, library.libraries, oldest
    if isinstance(library, MACHO.Binary):
        arm = library.header.cpu_type == MACHO.Header.CPU_TYPE.ARM64
        check(library.has_code_signature or not arm, "it has no signature, and macOS on ARM loads none such")
        own = ("___dso_handle", "__mh_dylib_header")  # zig's linker's
        exported = [symbol.name[1:] for symbol in library.exported_symbols if symbol.name not in own]
        needed = [needed.name for needed in library.libraries if needed.command == MACHO.LoadCommand.TYPE.LOAD_DYLIB]
        return library.header.cpu_type, exported, needed, tuple(library.build_version.minos[:2])
    exported = [entry.name for entry in library.get_export().entries]
    return library.header.machine, exported, [needed.name.lower() for needed in library.imports], None


def inspect(name, files, declared, version, root):
    match = re.fullmatch(r"droplet-([0-9.]+)-py3-none-(\w+)\.whl", name)
    check(match and match[2] in WHEELS, f"nobody asked for {name}")
    file, kind, architecture, system = WHEELS[match[2]]
    info = f"droplet-{match[1]}.dist-info"
    check_record(files, info)
    check(match[1] == version and f"\nVersion: {version}\n".encode() in files[f"{info}/METADATA"], f"it is not {version}")
    tags = re.findall(r"^Tag: (.*)$", files[f"{info}/WHEEL"].decode(), re.M)
    check(tags == [f"py3-none-{match[2]}"], f"WHEEL has tags {tags}")
    check(files.get(f"{info}/LICENSE") == (root / "LICENSE").read_bytes(), "the licence is not inside")
    sources = {f"droplet/{path.name}" for path in (root / "python/droplet").iterdir() if path.is_file()}
    inside = {path for path in files if path.startswith("droplet/")}
    check(inside == sources | {f"droplet/{file}"}, f"the package has files {sorted(inside)}")

    data = files[f"droplet/{file}"]
    for path in (str(root).encode(), b"/home/", b"/tmp/", b"ziglang"):
        check(path not in data, f"the library names {path.decode()}")
    library = lief.parse(list(data))
    check(type(library) is kind, f"the library is {type(library)}")
    machine, exported, needed, oldest = described(library)
    check(machine == architecture, f"the library is for {machine}")
    check(sorted(exported) == declared, f"it exports others than the headers: {set(exported) ^ set(declared)}")
    check(set(needed) <= NEEDED[kind], f"it needs {needed}")
    check(oldest is None or oldest <= system, f"it needs {oldest}, and its tag says {system}")
    return f"a library of {len(data)} bytes, which needs {', '.join(needed)}{f' of {oldest}' if oldest else ''}"


def recorded(files):
    """The files with a RECORD of what they now are, which alone would show a change of them."""
    record = next(name for name in files if name.endswith("/RECORD"))
    rows = [f"{name},{digest_of(data)},{len(data)}\n" for name, data in files.items() if name != record]
    return {**files, record: "".join([*rows, f"{record},,\n"]).encode()}


def planted(wheels, declared, version, root):
    """Pairs of a message and what must bring it."""
    def wheel(platform):
        return next(name for name in wheels if platform in name)

    def changed(platform, part, change, as_platform=None):
        name, new = wheel(platform), dict(wheels[wheel(platform)])
        path = next(path for path in new if part in path)
        data = change(new.pop(path))
        if data is not None:
            new[path] = data
        if as_platform:
            name = name.replace(platform, as_platform)
            new = {path: data.replace(platform.encode(), as_platform.encode()) if path.endswith("/WHEEL") else data
                   for path, data in new.items()}
        return name, recorded(new)

    def library(platform):
        return next(data for path, data in wheels[wheel(platform)].items() if "/libdroplet" in path)

    def needing(data):
        binary = lief.parse(list(data))
        binary.add_library("libstdc++.so.6")
        return binary.write_to_bytes()

    def unsigned(data):
        binary = lief.parse(list(data))
        binary.remove_signature()
        return binary.write_to_bytes()

    linux, arm, mac = "manylinux2014_x86_64", "manylinux2014_aarch64", "macosx_11_0_arm64"
    name, files = wheel(linux), wheels[wheel(linux)]
    one = next(path for path in files if path.endswith("_mask.py"))
    rest = (declared, version, root)
    yield "RECORD has another droplet/_mask.py", (name, {**files, one: files[one] + b"#"}, *rest)
    yield "RECORD and the files differ", (name, {**files, "droplet/more.py": b""}, *rest)
    yield "nobody asked for", (name.replace("2014", "1"), files, *rest)
    yield "WHEEL has tags", (name.replace("x86_64", "aarch64"), files, *rest)
    yield "it is not 9.9.9", (name, files, declared, "9.9.9", root)
    yield "the licence is not inside", (*changed(linux, "/LICENSE", lambda _: None), *rest)
    yield "the package has files", (*changed(linux, "/torch.py", lambda _: None), *rest)
    yield "the library names", (*changed(linux, "/libdroplet", lambda data: data + str(root).encode()), *rest)
    yield "the library is <class", (*changed(linux, "/libdroplet", lambda _: library("win_amd64")), *rest)
    yield "the library is for", (*changed(linux, "/libdroplet", lambda _: library(arm)), *rest)
    yield "the library is for", (*changed(mac, "/libdroplet", lambda _: library("macosx_11_0_x86_64")), *rest)
    for platform in WHEELS:
        yield "it exports others", (wheel(platform), wheels[wheel(platform)], declared[1:], version, root)
        yield "it exports others", (wheel(platform), wheels[wheel(platform)], [*declared, "droplet_z"], version, root)
    yield "it needs .*libstdc", (*changed(linux, "/libdroplet", needing), *rest)
    yield "it has no signature", (*changed(mac, "/libdroplet", unsigned), *rest)
    WHEELS["manylinux1_x86_64"] = (*WHEELS[linux][:3], (2, 5))
    WHEELS["macosx_10_9_arm64"] = (*WHEELS[mac][:3], (10, 9))
    yield r"it needs \(2, .*its tag says \(2, 5\)", (*changed(linux, "/_mask", bytes, "manylinux1_x86_64"), *rest)
    yield r"it needs \(11, 0\), and its tag says \(10, 9\)", (*changed(mac, "/_mask", bytes, "macosx_10_9_arm64"), *rest)


def main():
    lief.logging.disable()  # of what is planted
    folder, declared, version, root = *map(pathlib.Path, sys.argv[1:3]), sys.argv[3], pathlib.Path(sys.argv[4])
    declared = declared.read_text().split()
    wheels = {}
    for path in sorted(folder.iterdir()):
        with zipfile.ZipFile(path) as archive:
            wheels[path.name] = {name: archive.read(name) for name in archive.namelist()}
    if len(wheels) != len(WHEELS):
        sys.exit(f"there are {len(wheels)} wheels, not {len(WHEELS)}: {list(wheels)}")
    for name, files in wheels.items():
        try:
            print(name, inspect(name, files, declared, version, root), sep=": ")
        except Fault as fault:
            sys.exit(f"{name}: {fault}")
    for wanted, arguments in planted(wheels, declared, version, root):
        try:
            inspect(*arguments)
        except Fault as fault:
            if re.search(wanted, str(fault)):
                continue
            sys.exit(f"not '{wanted}' is found in a planted fault, but: {fault}")
        sys.exit(f"planted, and not found: {wanted}")


main()
