// SPDX-License-Identifier: MIT
//
// The comparison: pretrain on plenty of data, adapt to a shifted domain from few samples.
#ifndef DROPLET_EXAMPLES_FINETUNE_EXPERIMENT_HPP
#define DROPLET_EXAMPLES_FINETUNE_EXPERIMENT_HPP

#include <array>
#include <string>
#include <vector>

#include "data.hpp"
#include "options.hpp"
#include "train.hpp"

namespace finetune {

struct Dataset {
  std::string name;
  Samples pretrain;  // of the original domain
  Samples pool;      // shifted: the samples to adapt from are drawn from it
  Samples test;      // of the original domain
  Samples shifted_test;
};

/// The first 70 % of the training rows pretrain, the next 15 % are the pool, the last 15 % are for
/// --validate alone. Returns what is wrong; empty if nothing is.
[[nodiscard]] std::string make_dataset(const Options& options, Dataset* data);

enum Setting : std::size_t { none, with_dropout, with_both, with_exact_rows, settings };

/// Accuracies in percent of the shifted test samples (`original`: of the unshifted), one a seed.
struct Results {
  std::vector<double> original, before;
  std::array<std::vector<double>, settings> after;
  droplet::Key checksum{0};
};

template <class Net>
Regularization regularization(const Options& options, Setting setting) {
  if (setting == with_exact_rows) return by_number<Net::blocks>(options.drop, options.drop_path);
  return by_chance(setting == none ? 0.0 : options.drop,
                   setting == with_both ? options.drop_path : 0.0);
}

/// Weights for the original domain, trained from scratch with both regularizations, by floats
/// whatever the net computes with, as off the device.
template <class Net>
void pretrain(const Options& options, const Dataset& data, droplet::Key key, Model<Net>& model);

/// n different samples of the pool.
Samples draw(const Samples& pool, std::size_t n, droplet::Key key);

/// All settings of a seed start from the same pretrained weights and see the same samples in the
/// same order.
template <class Net>
Results run_experiment(const Options& options, const Dataset& data, Model<Net>& model);

#define FINETUNE_EXPERIMENT(N, Size, ...)                                                        \
  __VA_ARGS__ void pretrain(const Options&, const Dataset&, droplet::Key, Model<Net<N, Size>>&); \
  __VA_ARGS__ Results run_experiment(const Options&, const Dataset&, Model<Net<N, Size>>&);
FINETUNE_EACH_NET(FINETUNE_EXPERIMENT, extern template)

/// What `visit` returns of the net, a static model of it, that the options name.
template <class Visit>
int with_model(const Options& options, Visit visit) {
  const auto of = [&](auto numbers) {
    using N = decltype(numbers);
    static Model<Net<N, Large>> large;
    static Model<Net<N, Small>> small;
    return options.small ? visit(small) : visit(large);
  };
  switch (options.type) {
    case Type::half:
      return of(Half{});
    case Type::int8:
      return of(Int8{});
    default:
      return of(Float{});
  }
}

}  // namespace finetune

#endif
