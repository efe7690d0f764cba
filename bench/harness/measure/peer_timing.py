# SPDX-License-Identifier: MIT
"""How a peer is timed: in turn with the machine's limit, in rows like Google Benchmark's."""
import ctypes
import functools
import itertools
import os
import time


def pin():
    """To the CPU it is on, like droplet_bench."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {ctypes.CDLL(None).sched_getcpu()})


def timed(call, calls):
    """(CPU, real) nanoseconds a call."""
    cpu, real = time.process_time_ns(), time.perf_counter_ns()
    for _ in itertools.repeat(None, calls):
        call()
    cpu, real = time.process_time_ns() - cpu, time.perf_counter_ns() - real
    return cpu / calls, real / calls


def batch(call, min_time):
    """How many calls last that many seconds. Its trials are the warm-up."""
    calls = 1
    while timed(call, calls)[0] * calls < min_time * 1e9:
        calls *= 2
    return calls


def measure(name, n, call, limit, min_time, repetitions):
    """A row for each repetition, the limit timed for about as long as the peer."""
    calls, limit_calls = batch(call, min_time), batch(limit, min_time)
    rows = []
    for index in range(repetitions):
        cpu, real = timed(call, calls)
        limit_ns = timed(limit, limit_calls)[0]
        rows.append({"name": name, "run_name": name, "run_type": "iteration",
                     "repetitions": repetitions, "repetition_index": index, "threads": 1,
                     "iterations": calls, "real_time": real, "cpu_time": cpu, "time_unit": "ns",
                     "items_per_second": n * 1e9 / cpu, "bytes_per_second": 8 * n * 1e9 / cpu,
                     "limit_ns": limit_ns, "ratio": cpu / limit_ns})
    return rows


@functools.lru_cache(maxsize=None)
def limit_of(numpy, n):
    """y = s * x, half a page apart modulo 4 KiB, so that no store hides behind a load."""
    def aligned(offset):
        memory = numpy.ones(n + 2048, numpy.float32)
        begin = (-memory.ctypes.data % 4096 + offset) // 4
        return memory[begin:begin + n]
    # An array for s, and y by position: half the time of a small call.
    s = numpy.array(1.1, numpy.float32)
    return functools.partial(numpy.multiply, aligned(0), s, aligned(2048))
