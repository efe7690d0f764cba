#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Measures what the README states and writes it between its markers.

report.py BUILD_DIR AARCH64_BUILD_DIR: runs BUILD_DIR/bench/droplet_bench (three times; the median of
the three ratios is taken, each itself a median of 21), counts instructions of the AArch64 probe under
qemu-user and the bytes of the Cortex-M4 image.
"""
import json
import pathlib
import re
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
RUNS = 3


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout


def measure(bench):
    """name -> list of the counters of each run."""
    results = {}
    pattern = "^(dropout|apply_mask|drop_path_add|plain_loop|dropout_to_plain_loop|xsimd.*)/"
    for _ in range(RUNS):
        out = run(bench, "--benchmark_format=json", f"--benchmark_filter={pattern}")
        for case in json.loads(out)["benchmarks"]:
            name = re.sub(r"/iterations.*", "", case["name"])
            results.setdefault(name, []).append(case)
    return results


def median(cases, key):
    return statistics.median(case[key] for case in cases)


def ratio(results, name):
    cases = results.get(name)
    if not cases:
        return "-"
    spread = max(case["ratio_spread"] for case in cases)
    return f"{median(cases, 'ratio'):.2f} (± {100 * spread:.0f} %)"


def cpu():
    text = pathlib.Path("/proc/cpuinfo").read_text()
    name = re.search(r"model name\s*: (.*)", text).group(1)
    ids = [re.search(rf"{key}\s*: (\d+)", text).group(1) for key in ("cpu family", "model")]
    return f"{name} (family {ids[0]}, model {ids[1]})"


def table(results):
    targets = {2048: ("L1", "2.8", "1.8"), 65536: ("L2", "1.20", "1.06"),
               16777216: ("memory", "1.03", "1.03")}
    lines = ["| buffer | AVX2 dropout, p = 0.1 | target | AVX2 stored mask | target | SSE2 dropout |"
             " scalar dropout |", "|---|---|---|---|---|---|---|"]
    for n, (where, fused, stored) in targets.items():
        cells = [f"{n:,} elements ({where})", ratio(results, f"dropout/f32/avx2/p:0.1/n:{n}"), fused,
                 ratio(results, f"apply_mask/f32/avx2/p:0.1/n:{n}"), stored,
                 ratio(results, f"dropout/f32/sse2/p:0.1/n:{n}"),
                 ratio(results, f"dropout/f32/scalar/p:0.1/n:{n}")]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def figures(bench, aarch64):
    results = measure(bench)
    machine = json.loads(run(bench, "--benchmark_format=json", "--benchmark_filter=plain.*n:16/"))
    compiler = run("g++", "--version").splitlines()[0]
    commit = run("git", "log", "-1", "--format=%h of %as").strip()
    emulator = ["qemu-aarch64", "-cpu", "cortex-a53", "-L", "/usr/aarch64-linux-gnu"]
    count = lambda op: run("bench/count-instructions", f"{aarch64}/bench/probe", op, "4096",
                           *emulator).strip()
    small = results["dropout/f32/avx2/p:0.1/n:16"]
    overhead = statistics.median(case["real_time"] - case["limit_ns"] for case in small)
    speedup = lambda n: 1 / median(results[f"dropout_to_plain_loop/f32/avx2/p:0.1/n:{n}"], "ratio")
    half = ratio(results, "dropout/f32/avx2/p:0.5/n:2048")
    xsimd = ratio(results, "xsimd_to_intrinsics/f32/sse2/p:0.1/n:2048")
    return f"""Times as a ratio to `y = s * x` built with the same flags, both timed in turn in one run
(median of {RUNS} runs of 21 samples; ± half the distance of the quartiles, the largest of the runs).
{cpu()}, {machine["context"]["num_cpus"]} cores, shared; {compiler}; commit {commit};
`bench/report.py build/gcc build/aarch64`.

{table(results)}

| | reached | target |
|---|---|---|
| AVX2, p = 0.5, 2,048 elements | {half} | 1.8 |
| AVX2 against the scalar xorshift32 loop, 2,048 elements out of place | {speedup(2048):.1f} times as fast | 18 |
| the same, 4,096 elements in place | {speedup(4096):.1f} times as fast | 18 |
| a call with 16 elements, over `y = s * x` | {overhead:.0f} ns | 60 ns |
| SSE2 through xsimd 8.1 against our intrinsics, 2,048 elements | {xsimd} | |
"""


def main():
    bench, aarch64 = str(pathlib.Path(sys.argv[1]).resolve() / "bench/droplet_bench"), sys.argv[2]
    readme = ROOT / "README.md"
    text = readme.read_text()
    block = f"<!-- figures -->\n{figures(bench, aarch64)}<!-- /figures -->"
    text = re.sub(r"<!-- figures -->.*<!-- /figures -->", lambda _: block, text, flags=re.S)
    readme.write_text(text)
    print(block)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: report.py BUILD_DIR AARCH64_BUILD_DIR")
    main()
