# SPDX-License-Identifier: MIT
"""What things are called in tables and charts, and how figures are written."""
import math

P = 0.1  # the probability that charts and most tables show
NOISY = 0.05  # a spread above it is marked
MARK = "†"
# Titles; an instruction set without one is called what Droplet calls it.
ISAS = {"avx512": "AVX-512", "avx2": "AVX2", "sse2": "SSE2", "neon": "NEON", "helium": "Helium"}
PEERS = {"plain_loop": "plain xorshift32 loop", "std_bernoulli": "std::bernoulli_distribution",
         "three_passes": "PyTorch's passes, plain C++", "xsimd": "xsimd, xorshift32 a lane",
         "eigen": "Eigen", "memcpy": "memcpy"}
TYPES = {"f16": "half", "bf16": "bfloat16"}
LIBRARIES = {"torch": "PyTorch", "timm": "timm", "onnx": "ONNX Runtime"}
OPERATIONS = {"apply_mask": "stored mask", "drop_path_add": "drop path",
              "plain_loop": "plain xorshift32 loop"}


def isa_title(isa):
    return ISAS.get(isa, isa)


def peer_title(operation, type_="f32"):
    library, _, rest = operation.partition("_")
    title = f"{LIBRARIES[library]} {rest.replace('_', ' ')}" if library in LIBRARIES else PEERS.get(
        operation, operation.replace("_", " "))
    return title if type_ == "f32" else f"{title}, {TYPES.get(type_, type_)}"


def counterpart(peer, operations):
    """The operation of Droplet's that does what the peer does: torch_dropout_backward's is dropout,
    its own backward."""
    rest = peer.partition("_")[2]
    return max(filter(rest.startswith, operations), key=len, default="dropout")


def size_title(n):
    for unit, name in ((1 << 20, "Mi"), (1 << 10, "Ki")):
        if n >= unit and n % unit == 0:
            return f"{n // unit} {name}"
    return f"{n:,}"


def bytes_title(size):
    for unit, name in ((1 << 20, "MiB"), (1 << 10, "KiB")):
        if size >= unit:
            return f"{size / unit:.3g} {name}"
    return f"{size} bytes"


def significant(value):
    """Three digits, without an exponent."""
    decimals = max(0, 2 - math.floor(math.log10(value)))
    return f"{value:,.{decimals}f}"


def ratio(value):
    return f"{value:.2f}" if value < 10 else significant(value)


def marked(figure, write, scale=1):
    """A figure with the mark that it needs; "-" where there is none."""
    return write(figure.median / scale) + MARK * (figure.spread > NOISY) if figure else "-"


def machine(result):
    return result.context["machine"].get("name", "unknown machine")


def unsteady(result):
    """Why its times may wander with the CPU's frequency, and the remedy; None where nothing says so."""
    frequency = result.context["machine"].get("frequency", {})
    governor = frequency.get("governor", "performance")
    # Google's library says it of all CPUs.
    if governor == "performance" and not result.context.get("cpu_scaling_enabled"):
        return None
    how = f"the governor is '{governor}'" if "governor" in frequency else "scaling is enabled"
    return (f"{result.path}: the CPU's frequency changes while it is measured ({how}): as root, "
            "cpupower frequency-set --governor performance, and measure again")


def labels(results):
    """A name for each result, unique among them, in their order."""
    names = [machine(result) for result in results]
    runs = [f", {commit(result)}, run {i}" for i, result in enumerate(results, 1)]
    return [name + run if names.count(name) > 1 else name for name, run in zip(names, runs)]


def slug(label):
    words = "".join(c if c.isalnum() else " " for c in label.lower().replace("+", " ")).split()
    return "-".join(words)


def commit(result):
    name, date = (result.context.get(key, "unknown") for key in ("commit", "commit_date"))
    return f"commit {name} of {date}"


def built(result):
    """By what, and from what, on one line."""
    flags = " ".join(result.context.get("flags", "").split())
    return ", ".join(filter(None, [result.context.get("compiler", "unknown compiler"), flags])) + (
        f"; {commit(result)}")
