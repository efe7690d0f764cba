# SPDX-License-Identifier: MIT
"""What Droplet costs an image: bytes, stack and instructions of one build."""
import json
import pathlib
import subprocess

import stack

ROOT = pathlib.Path(__file__).resolve().parents[2]
SMALL = ("describe", "fold_in", "isa_name", "rate", "rate_keep", "rate_valid")
OPERATIONS = ["dropout", "apply_mask", "drop_path_add", "plain_loop"]
IDENTITIES = ["dropout", "alpha_dropout", "feature_alpha_dropout"]


def read_settings(build_dir):
    text = (pathlib.Path(build_dir) / "tests/image/measure.txt").read_text()
    probe = json.loads((pathlib.Path(build_dir) / "bench/probe.json").read_text())
    return {**dict(line.split("=", 1) for line in text.splitlines()), **probe}


def symbols(nm, file, *options):
    """name -> bytes, of code and constants."""
    out = subprocess.run([nm, "-S", "-t", "d", *options, file], check=True, capture_output=True,
                         text=True).stdout
    rows = [line.split() for line in out.splitlines()]
    return {row[3]: int(row[1]) for row in rows if len(row) == 4 and row[2] in "tTrRwWvV"}


def measure_bytes(settings):
    """(unit, name) -> bytes: Droplet's own, and what else it makes the linker take."""
    images = pathlib.Path(settings["images"])
    own = symbols(settings["nm"], settings["library"], "--defined-only")
    without = symbols(settings["nm"], images / "size_none") if images.joinpath(
        "size_none").exists() else {}
    results = {}
    for image in sorted(images.glob("size_*")):
        name = image.name[len("size_"):]
        if name == "none":
            continue
        # Constructors have two names for one body.
        found = {k: v for k, v in symbols(settings["nm"], image).items() if "C2E" not in k}
        results["bytes", name] = sum(v for k, v in found.items() if k in own)
        results["helper bytes", name] = sum(
            v for k, v in found.items() if k not in own and k not in without)
    return results


def measure_stack(settings):
    """("stack bytes", name) -> bytes, for every operation."""
    if not settings["stack_image"]:
        return {}
    found, _ = stack.deepest(settings["objdump"], settings["frames"], settings["stack_image"])
    return {("stack bytes", name): size for name, (size, _) in sorted(found.items())
            if name not in SMALL}


def count(settings, probe, operation, p="0.1"):
    elements = "2048" if settings["target"] == "m0plus" else "4096"
    command = [ROOT / "bench/count-instructions", probe, operation, p, elements,
               *settings["emulator"]]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return float(out.split()[1])


def measure_levels(settings):
    """("deepest stack bytes", level) -> bytes, of any operation."""
    results = {}
    for name, image in sorted(settings.items()):
        if name.startswith("stack_image_") and image:
            level = name[len("stack_image_"):]
            found, _ = stack.deepest(settings["objdump"], settings[f"frames_{level}"], image)
            results["deepest stack bytes", f"-{level}"] = max(size for size, _ in found.values())
    return results


def measure(build_dir):
    settings = read_settings(build_dir)
    results = {**measure_bytes(settings), **measure_stack(settings), **measure_levels(settings)}
    for operation in OPERATIONS if settings["probe"] else []:
        results["instructions", operation] = count(settings, settings["probe"], operation)
        if settings["scalar_probe"] and operation != "plain_loop":
            results["instructions", f"scalar {operation}"] = count(
                settings, settings["scalar_probe"], operation)
    # Where nothing is drawn, nothing is computed for it: alpha dropout's constants took a Cortex-M0+ 12,000
    # instructions a call.
    for operation in IDENTITIES if settings["probe"] else []:
        results["identity instructions", operation] = count(settings, settings["probe"], operation, "0")
    made_by = f"{settings['compiler']}, {settings['optimization']}"
    return {(settings["target"], *key): (value, made_by) for key, value in results.items()}
