// SPDX-License-Identifier: MIT
#ifndef DROPLET_EXAMPLES_FINETUNE_RESULTS_HPP
#define DROPLET_EXAMPLES_FINETUNE_RESULTS_HPP

#include "experiment.hpp"

namespace finetune {

/// The table of accuracies, with their spread over the seeds.
void print_results(const Options& options, const Results& results);

}  // namespace finetune

#endif
