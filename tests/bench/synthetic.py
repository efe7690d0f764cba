# SPDX-License-Identifier: MIT
"""Made-up result files whose medians and spreads are known; makes the harness importable."""
import contextlib
import io
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
HARNESS = ROOT / "bench/harness"
sys.path.insert(0, str(HARNESS))

SIZES = (64, 2048, 65536, 1 << 24)
# Of nine repetitions: the median is 1, the quartiles are 2/4 below and above it, times the noise.
STEPS = (0, 3, -3, 1, -1, 4, -4, 2, -2)


def rows(name, nanoseconds, ratio=2.0, noise=0.02, steps=STEPS):
    """A case's repetitions; their spread is half the noise."""
    factors = [1 + noise * step / 4 for step in steps]
    return [{"name": name, "run_name": name, "run_type": "iteration", "repetition_index": i,
             "time_unit": "ns", "cpu_time": nanoseconds * factor,
             "real_time": 1.5 * nanoseconds * factor, "ratio": ratio * factor}
            for i, factor in enumerate(factors)]


def of_floats(rows, ratio):
    """The same, beside as many floats."""
    return [{**row, "of_f32": ratio * row["ratio"] / 2} for row in rows]


def content(benchmarks, machine="Made-up CPU", isas=("avx2", "neon", "scalar"), **more):
    context = {"date": "2026-11-25T10:00:00+00:00", "num_cpus": 2, "compiler": "GNU 12.2.0",
               "flags": " -O3", "machine": {"name": machine, "architecture": "x86_64",
                                            "system": "Linux 6.1"},
               "caches": [{"type": "Data", "level": 1, "size": 32768, "num_sharing": 1},
                          {"type": "Instruction", "level": 1, "size": 65536, "num_sharing": 1}],
               "commit": "60efe68", "commit_date": "2026-11-24", "command": "bench/run",
               "isas": list(isas),
               "packages": {"PyTorch": "2.13.0"}}
    return {"context": context, "benchmarks": benchmarks, **more}


def machine(name, isas):
    """All that a report shows, of one machine."""
    benchmarks = []
    for n in SIZES:
        for p in (0.1, 0.5):
            for speed, isa in enumerate(isas, 1):
                for operation in ("dropout", "drop_path"):
                    benchmarks += rows(f"{operation}/f32/{isa}/p:{p}/n:{n}", speed * n * 0.25)
            benchmarks += rows(f"plain_loop/f32/native/p:{p}/n:{n}", 2.5 * n)
            benchmarks += rows(f"torch_dropout/f32/pytorch/p:{p}/n:{n}", 2.0 * n + 5000)
            benchmarks += rows(f"timm_drop_path/f32/pytorch/p:{p}/n:{n}", 1.0 * n + 9000)
        benchmarks += rows(f"memcpy/f32/libc/n:{n}", 0.1 * n)
    counts = [count("dropout", "scalar", 9.92), count("plain_loop", "native", 13)]
    return content(benchmarks, name, isas, counts=counts, skipped=["JAX is not installed: pip it"])


def count(operation, isa, instructions):
    return {"name": f"{operation}/f32/{isa}/p:0.1/n:1024", "target": "m4", "title": "Cortex-M4",
            "compiler": "GNU 12.2.1", "instructions_per_element": instructions}


def write(folder, name, what):
    file = pathlib.Path(folder) / name
    file.write_text(what if isinstance(what, str) else json.dumps(what), encoding="utf-8")
    return str(file)


def run(main, *arguments):
    """(exit code, what it printed, its errors)."""
    out, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
        code = main([str(argument) for argument in arguments])
    return code, out.getvalue(), errors.getvalue()
