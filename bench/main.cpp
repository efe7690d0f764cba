// SPDX-License-Identifier: MIT
//
// droplet_bench: Google Benchmark's program, with its options. README.md says what the names mean.
#include <cstdio>
#include <string>
#include <vector>

#include "isa_choice.hpp"
#include "machine.hpp"
#include "suite.hpp"

int main(int argc, char** argv) {
  if (const char* emulator = bench::emulator_in(bench::words_of_machine())) {
    std::fprintf(stderr,
                 "droplet_bench: this is %s, where times mean nothing. Count instructions instead: "
                 "bench/run --only counts\n",
                 emulator);
    return 1;
  }
  std::string isas;  // best first
  for (const auto& isa : isa_choice::compiled()) {
    if (isa.runs_here) {
      bench::add_operations(isa.name);
      isas += isa.name + " ";
    } else {
      std::fprintf(stderr, "skipped: %s is compiled in, but this CPU does not run it\n",
                   isa.name.c_str());
    }
  }
  bench::add_peers();

  // Defaults, which the user's own options come after.
  std::string defaults[] = {"--benchmark_repetitions=9", "--benchmark_min_time=0.01",
                            "--benchmark_display_aggregates_only=true"};
  std::vector<char*> arguments{argv[0]};
  for (std::string& option : defaults) arguments.push_back(&option[0]);
  arguments.insert(arguments.end(), argv + 1, argv + argc);
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 1;

  const int cpu = bench::pin();
  benchmark::AddCustomContext("pinned_to_cpu", cpu < 0 ? "none" : std::to_string(cpu));
  benchmark::AddCustomContext("compiler", DROPLET_BENCH_COMPILER);
  benchmark::AddCustomContext("flags", DROPLET_BENCH_FLAGS);
  benchmark::AddCustomContext("isas", isas);
  benchmark::AddCustomContext("peers", DROPLET_BENCH_PEERS);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
