# SPDX-License-Identifier: MIT
"""What Droplet costs an image: bytes, stack and instructions of one build."""
import itertools
import json
import pathlib
import re
import subprocess

import stack

ROOT = pathlib.Path(__file__).resolve().parents[2]
SMALL = ("at", "describe", "drop_block_rate", "fold_in", "fractal_column", "isa_name", "kept_factor", "linear_decay",
         "linear_decay_from_zero", "mask_scale", "rate", "rate_keep", "rate_of_draws", "rate_tensor_scale", "rate_valid", "scheduled", "version")
# (dropout of it, the type), of each but float.
DROPOUTS = [(f"dropout{suffix}", name.removesuffix("_t")) for name, suffix in re.findall(
    r"X\((\w+), (_\w+), __VA_ARGS__", (ROOT / "src/ops.def").read_text())]
DROPOUTS += [(f"{operation}_unscaled", f"{name}, unscaled") for operation, name in DROPOUTS if "_i" in operation]
OPERATIONS = ["dropout", "relu_dropout", "relu_dropout_backward", "apply_mask", "drop_path_add", "sample_rows", "dropout_share",
              *(operation for operation, _ in DROPOUTS), "plain_loop"]
IDENTITIES = ["dropout", "alpha_dropout", "feature_alpha_dropout"]
# Where short calls are counted, and from which element of a block: its start, the middle of a stripe, its last stripe.
SHORT_CALLS = ("m0plus", "m4", "m55")
CALLS = [*(("dropout", first) for first in (0, 1792, 3584)), ("apply_mask", 0)]
CALL_SIZES = (16, 64, 256, 512)
LAYERS = ("replay", "bits", "one_mask", "plain")  # the ways of bench/small_layers.cpp
LAYER_SIZES = (32, 64, 128, 256)
# Stack is recorded by operation at the first two, the deepest at every level that is built.
LEVELS = ("-O2", "-Og")


def read_settings(build_dir):
    text = (pathlib.Path(build_dir) / "tests/image/measure.txt").read_text()
    probe = json.loads((pathlib.Path(build_dir) / "bench/probe.json").read_text())
    return {**dict(line.split("=", 1) for line in text.splitlines()), **probe}


def symbols(nm, files, *options):
    """file -> name -> bytes, of code and constants, by one nm: to start one takes it longer than to read an image."""
    found = {str(file): {} for file in files}
    out = subprocess.run([nm, "-S", "-t", "d", *options, *found], check=True, capture_output=True, text=True).stdout
    file = next(iter(found), None)  # One alone has no heading.
    for line in out.splitlines():
        row = line.split()
        if line[:-1] in found:
            file = line[:-1]
        elif len(row) == 4 and row[2] in "tTrRwWvV":
            found[file][row[3]] = int(row[1])
    return found


def measure_bytes(settings):
    """(unit, name) -> bytes: Droplet's own, and what else it makes the linker take."""
    images = sorted(pathlib.Path(settings["images"]).glob("size_*"))
    own = symbols(settings["nm"], [settings["library"]], "--defined-only")[settings["library"]]
    # Constructors have two names for one body.
    held = {pathlib.Path(image).name[len("size_"):]: {k: v for k, v in found.items() if "C2E" not in k}
            for image, found in (symbols(settings["nm"], images).items() if images else ())}
    without = held.get("none", {})
    results = {}
    for name, found in held.items():
        if name == "none":
            continue
        results["bytes", name] = sum(v for k, v in found.items() if k in own)
        if name in dict(DROPOUTS):
            results["bytes beside float", name] = sum(v for k, v in found.items() if k in own.keys() - held["dropout"])
        results["helper bytes", name] = sum(
            v for k, v in found.items() if k not in own and k not in without)
    return results


def stack_of(settings, level=""):
    """operation -> bytes; a function without an answer is an error, not a shorter table."""
    found, problems = stack.deepest(settings["objdump"], settings[f"frames{level}"], settings[f"stack_image{level}"])
    if problems:
        raise ValueError("\n".join(problems))
    return {name: size for name, (size, _) in sorted(found.items()) if name not in SMALL}


def measure_stack(settings):
    """("stack bytes", operation) -> bytes, also at each of LEVELS, and ("deepest stack bytes", level) of any."""
    if not settings["stack_image"]:
        return {}
    results = {("stack bytes", name): size for name, size in stack_of(settings).items()}
    for name in sorted(settings):
        if name.startswith("stack_image_"):
            level = name[len("stack_image_"):]
            found = stack_of(settings, f"_{level}")
            results["deepest stack bytes", f"-{level}"] = max(found.values())
            if f"-{level}" in LEVELS:
                results.update({(f"stack bytes -{level}", name): size for name, size in found.items()})
    return results


def count(settings, probe, operations, p="0.1", elements=None):
    """operation -> instructions an element. Five in one run of the probe, as a board's command line has 256 characters."""
    elements = elements or ("2048" if settings["target"] == "m0plus" else "4096")
    counts = {}
    for i in range(0, len(operations), 5):
        command = [ROOT / "bench/count-instructions", probe, ",".join(operations[i:i + 5]), p, elements, *settings["emulator"]]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        counts.update((operation, float(figure)) for operation, figure in map(str.split, out.splitlines()))
    return counts


def measure_short_calls(settings):
    """("instructions a call", "dropout 64@1792") and ("step instructions", "replay 64"), for layers of 64."""
    results = {}
    for n, first in itertools.product(CALL_SIZES, sorted({first for _, first in CALLS})):
        names = [name for name, at in CALLS if at == first]
        for name, each in count(settings, settings["probe"], names, elements=f"{n}@{first}").items():
            results["instructions a call", f"{name} {n}@{first}"] = round(each * n)
    for n in CALL_SIZES:
        each, = count(settings, settings["probe"], [f"dropout_next_{n}"]).values()
        results["instructions a call", f"dropout_next {n}"] = round(each * n)
    for n in LAYER_SIZES:
        for name, each in count(settings, settings["probe"], [f"layers_{way}" for way in LAYERS], elements=str(8 * n)).items():
            results["step instructions", f"{name.removeprefix('layers_')} {n}"] = each
    return results


def measure(build_dir):
    settings = read_settings(build_dir)
    results = {**measure_bytes(settings), **measure_stack(settings)}
    if settings["target"] in SHORT_CALLS:
        results.update(measure_short_calls(settings))
    if probe := settings["probe"]:
        results["instructions a call", "rate"] = round(count(settings, probe, ["rate"], elements="1")["rate"])
        results.update((("instructions", name), each) for name, each in count(settings, probe, OPERATIONS).items())
        if settings["scalar_probe"]:
            drawn = [operation for operation in OPERATIONS if operation != "plain_loop"]
            results.update((("instructions", f"scalar {name}"), each)
                           for name, each in count(settings, settings["scalar_probe"], drawn).items())
        # Where nothing is drawn, nothing is computed for it: alpha dropout's constants took a Cortex-M0+ 12,000
        # instructions a call.
        results.update((("identity instructions", name), each) for name, each in count(settings, probe, IDENTITIES, "0").items())
    made_by = f"{settings['compiler']}, {settings['optimization']}"
    return {(settings["target"], *key): (value, made_by) for key, value in results.items()}
