# SPDX-License-Identifier: MIT
"""What other libraries do for the same purpose, each as a call without arguments.

A call takes ones and returns its output, so that what was dropped shows: peers.py checks it.
"""
import collections
import functools
import importlib
import re

from measure import onnx_model

# make(module, p, n) gives the call; `by_rows` where rows or channels are dropped whole.
Peer = collections.namedtuple("Peer", "group package make by_rows", defaults=[False])
PACKAGES = {"NumPy": "numpy", "PyTorch": "torch", "ONNX Runtime": "onnxruntime"}


def row_length(n):
    """That of Droplet's own cases."""
    return 16 if n < 1024 else 64


def torch_call(function, *arguments, shape=lambda n: (n,), dtype="float32"):
    """A function of torch.nn.functional, in training."""
    def make(torch, p, n):
        call = getattr(torch.nn.functional, function)
        x = torch.ones(shape(n), dtype=getattr(torch, dtype))
        return functools.partial(call, x, p, True, *arguments)
    return make


def torch_compiled_dropout(torch, p, n):
    """nn.Dropout by torch.compile, which writes C++ and compiles it, here by the first call."""
    call, x = torch.compile(torch.nn.Dropout(p), dynamic=False), torch.ones(n)
    call(x)
    return functools.partial(call, x)


def channels(n):
    return (1, n // row_length(n), row_length(n))


def torch_dropout_backward(torch, p, n):
    # On a CPU that is MulBackward0, the gradient times the stored noise, and not
    # native_dropout_backward. The node alone is called, for the engine's share is not dropout's.
    with torch.enable_grad():
        y = torch.nn.functional.dropout(torch.ones(n, requires_grad=True), p, True)
    gradient = torch.ones(n)
    return lambda: y.grad_fn(gradient)[0]


def timm_drop_path(torch, p, n):
    """timm 1.0's, timm/layers/drop.py: the scale goes into what was drawn for the rows."""
    x, keep = torch.ones(n // row_length(n), row_length(n)), 1 - p

    def call():
        drawn = x.new_empty((x.shape[0], 1)).bernoulli_(keep)
        return x * drawn.div_(keep)
    return call


def timm_drop_path_floor(torch, p, n):
    """The older formula, of which there are many copies: two passes over all elements."""
    x, keep = torch.ones(n // row_length(n), row_length(n)), 1 - p

    def call():
        drawn = keep + torch.rand((x.shape[0], 1), dtype=x.dtype)
        return x.div(keep) * drawn.floor_()
    return call


def onnx_dropout(onnxruntime, p, n):
    import numpy
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    session = onnxruntime.InferenceSession(onnx_model.dropout(p), options,
                                           providers=["CPUExecutionProvider"])
    x, y = numpy.ones(n, numpy.float32), numpy.zeros(n, numpy.float32)
    binding = session.io_binding()  # To the arrays themselves: no copy is timed.
    binding.bind_ortvalue_input("data", onnxruntime.OrtValue.ortvalue_from_numpy(x))
    binding.bind_ortvalue_output("output", onnxruntime.OrtValue.ortvalue_from_numpy(y))

    def call():
        session.run_with_iobinding(binding)
        return y
    return call


def torch_peer(name, make, by_rows=False, type_="f32"):
    return Peer(f"{name}/{type_}/pytorch", "PyTorch", make, by_rows)


PEERS = [
    # PyTorch allocates every output anew, large ones from the system, and its users pay for that.
    # Its bernoulli_ draws with MKL on Intel's CPUs alone, elsewhere an element at a time by a
    # Mersenne twister: its figures need the CPU's name beside them.
    torch_peer("torch_dropout", torch_call("dropout")),
    torch_peer("torch_dropout", torch_call("dropout", dtype="float16"), type_="f16"),
    torch_peer("torch_dropout", torch_call("dropout", dtype="bfloat16"), type_="bf16"),
    torch_peer("torch_compiled_dropout", torch_compiled_dropout),
    # Call by call its buffer becomes all zeros, never subnormals or infinities: survivors grow by
    # 1 / keep a call and would overflow after 841 calls at p = 0.1, which a share of 0.9^841 = 3e-39
    # survives. Products of zeros take as long.
    torch_peer("torch_dropout_in_place", torch_call("dropout", True)),
    torch_peer("torch_dropout_backward", torch_dropout_backward),
    torch_peer("torch_feature_dropout", torch_call("dropout1d", shape=channels), by_rows=True),
    torch_peer("torch_alpha_dropout", torch_call("alpha_dropout")),
    torch_peer("torch_feature_alpha_dropout", torch_call("feature_alpha_dropout", shape=channels),
               by_rows=True),
    torch_peer("timm_drop_path", timm_drop_path, by_rows=True),
    torch_peer("timm_drop_path_floor", timm_drop_path_floor, by_rows=True),
    Peer("onnx_dropout/f32/onnxruntime", "ONNX Runtime", onnx_dropout),
]


def load():
    """({package: module}, a line for each that is not there)."""
    modules, skipped = {}, []
    for package, name in PACKAGES.items():
        install = f"build/venv/bin/pip install {name}"
        try:
            modules[package] = importlib.import_module(name)
        except ModuleNotFoundError as error:
            missing = "" if error.name == name else f" whole, it needs {error.name}"
            skipped.append(f"{package} is not installed{missing}: {install}")
        except (ImportError, OSError) as error:
            skipped.append(f"{package} does not load ({error}): {install} --force-reinstall")
    if torch := modules.get("PyTorch"):
        torch.set_num_threads(1)
        torch.set_num_interop_threads(1)
        torch.set_grad_enabled(False)
        torch.manual_seed(42)
    if onnxruntime := modules.get("ONNX Runtime"):
        onnxruntime.set_seed(42)
    return modules, skipped


def torch_flags(text):
    """Of torch.__config__.show(), what decides the speed here."""
    facts = {"": r"(?:GCC|[Cc]lang|MSVC) [\d.]+", "CPU capability ": r"CPU capability usage: (\S+)",
             "BLAS ": r"BLAS_INFO=(\w+)", "MKL ": r"Math Kernel Library Version ([\d.]+)",
             "oneDNN ": r"MKL-DNN v([\d.]+)"}
    found = {title: re.search(pattern, text) for title, pattern in facts.items()}
    return ", ".join(title + match[match.lastindex or 0] for title, match in found.items() if match)


def versions(modules):
    details = {
        "NumPy": lambda m: "SIMD " + ", ".join(
            m.show_config(mode="dicts")["SIMD Extensions"].get("found", ["baseline"])),
        "PyTorch": lambda m: torch_flags(m.__config__.show()),
        "ONNX Runtime": lambda m: "CPUExecutionProvider, out of " + ", ".join(
            m.get_available_providers())}
    return {name: f"{m.__version__}; {details[name](m)}" for name, m in modules.items()}
