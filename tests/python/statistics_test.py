# SPDX-License-Identifier: MIT
"""Keep rates, variances and correlations of the masks, which the other tests prove to be the same on every machine.

Each test has a p-value: exact of a binomial count, else of a chi-square or normal one whose counts are large. A check
fails below 1e-6 divided by the number of checks in its test, so that for one choice of keys in 10^6 a test raises a false
alarm; there are nine. The keys are fixed: each run repeats the last. Planted defects are seen.
"""
import functools
import unittest

import numpy as np
from scipy import stats

import droplet
from droplet import Mask

PROBABILITIES = (0.5, 0.25, 0.1, 0.9, 0.3)
RARE = (*PROBABILITIES, 1e-3)
KEYS = (0, 0xFEDCBA9876543210)
BLOCK, BLOCKS = 4096, 1024
FALSE_ALARM = 1e-6


@functools.lru_cache(maxsize=4)
def drawn(p, key):
    """Mebi elements, as float32 of their deviations from the mean, and the keep probability."""
    described = Mask(p, key=key)
    return droplet.mask(described, BLOCKS * BLOCK), described.rate.keep


def binomial(kept, keep):
    """Of the count of what is kept, two-sided."""
    return stats.binomtest(int(kept.sum()), kept.size, keep).pvalue


def uniform(counts, each, keep):
    """Of counts of `each` independent elements, as a chi-square; two-sided, as too even is a defect too."""
    square = ((counts - each * keep) ** 2).sum() / (each * keep * (1 - keep))
    degrees = counts.size
    return 2 * min(stats.chi2.sf(square, degrees), stats.chi2.cdf(square, degrees))


def correlated(a, b, keep):
    """Of two sequences of the same length: the sum of products of deviations."""
    both = np.count_nonzero(a & b) - keep * (np.count_nonzero(a) + np.count_nonzero(b)) + keep * keep * a.size
    return 2 * stats.norm.sf(abs(both) / (keep * (1 - keep) * np.sqrt(a.size)))


def at_lag(kept, lag, keep):
    return correlated(kept[:-lag], kept[lag:], keep)


class Statistics(unittest.TestCase):
    def check(self, values):
        """Of named p-values."""
        self.assertTrue(values)
        name, least = min(values.items(), key=lambda item: item[1])
        self.assertGreater(least, FALSE_ALARM / len(values), f"{name}, of {len(values)} checks")

    def on_masks(self, test, probabilities=PROBABILITIES):
        self.check({(p, key, what): value for p in probabilities for key in KEYS
                    for what, value in test(*drawn(p, key), p, key).items()})

    def test_keep_rates(self):
        self.on_masks(lambda kept, keep, p, key: {"all": binomial(kept, keep)}, RARE)

    def test_words_stripes_and_blocks(self):
        """Their counts have the variance of independent elements."""
        def pieces(kept, keep, p, key):
            return {size: uniform(kept.reshape(-1, size).sum(axis=1), size, keep) for size in (64, 128, 512, 4096)
                    if size * min(keep, 1 - keep) > 5}
        self.on_masks(pieces, RARE)

    def test_columns(self):
        """Each place in a word, a stripe and a block is kept as often."""
        def places(kept, keep, p, key):
            return {size: uniform(kept.reshape(-1, size).sum(axis=0), kept.size // size, keep) for size in (8, 64, 512, 4096)
                    if kept.size // size * min(keep, 1 - keep) > 5}
        self.on_masks(places)

    def test_lags(self):
        """Inside words, lanes, stripes and blocks, and from block to block."""
        lags = (*range(1, 131), 511, 512, 513, 535, 1024, 3584, 4095, 4096, 4097)
        self.on_masks(lambda kept, keep, p, key: {lag: at_lag(kept, lag, keep) for lag in lags})

    def test_keys(self):
        """Keys that differ by one, or in what was folded in, give independent masks."""
        def others(kept, keep, p, key):
            n = kept.size
            values = {}
            for by in (1, 2, 2**63, ~(2 * key)):
                other = droplet.mask(Mask(p, key=(key + by) % 2**64), n)
                values[f"key + {by}"] = correlated(kept, other, keep)
            folded = droplet.mask(Mask(p, key=key).at(8), n)
            values["folded"] = correlated(kept, folded, keep)
            values["step"] = correlated(folded, droplet.mask(Mask(p, key=key).at(9), n), keep)
            values["layer"] = correlated(folded, droplet.mask(Mask(p, key=(key + 1) % 2**64).at(8), n), keep)
            return values
        self.on_masks(others)

    def test_first_blocks(self):
        """Those of many consecutive keys, or folded steps, as one sequence."""
        values = {}
        for how, key in (("keys", lambda i: i), ("steps", lambda i: droplet.fold_in(7, i))):
            kept = np.concatenate([droplet.mask(Mask(0.3, key=key(i)), BLOCK) for i in range(BLOCKS)])
            keep = Mask(0.3, key=0).rate.keep
            values[how, "rate"] = binomial(kept, keep)
            values[how, "blocks"] = uniform(kept.reshape(-1, BLOCK).sum(axis=1), BLOCK, keep)
            values[how, "columns"] = uniform(kept.reshape(-1, BLOCK).sum(axis=0), BLOCKS, keep)
            values.update({(how, lag): at_lag(kept, lag, keep) for lag in (1, 64, 512, 4096, 8192)})
        self.check(values)

    def test_sampled_rows(self):
        """Rows, pairs of rows and whole sets are as likely."""
        rows, samples, values = 8, 20000, {}
        for count in (1, 2, 4):
            taken = np.zeros((samples, rows), bool)
            for i in range(samples):
                taken[i, droplet.sample_rows(droplet.fold_in(3, i), rows, count)[0]] = True
            sets, found = np.unique(taken @ (1 << np.arange(rows)), return_counts=True)
            values[count, "sets"] = stats.chisquare(found).pvalue
            self.assertEqual(len(sets), {1: 8, 2: 28, 4: 70}[count])
            pairs = np.array([[np.count_nonzero(taken[:, a] & taken[:, b]) for b in range(a)] for a in range(1, rows)], object)
            pairs = np.concatenate([np.asarray(row) for row in pairs])
            share = count * (count - 1) / (rows * (rows - 1))
            for number, pair in enumerate(pairs if count > 1 else []):
                values[count, "pair", number] = stats.binomtest(int(pair), samples, share).pvalue
        self.check(values)

    def test_shares_of_a_layer(self):
        """Two layers of a model at a step, and one at two steps, agree as often as chance has it."""
        keep, n, values = 0.7, 1 << 18, {}
        masks = {(layer, step): droplet.mask(Mask(0.3, key=droplet.fold_in(1, layer)).at(step), n)
                 for layer in range(6) for step in range(6)}
        names = sorted(masks)
        for i, name in enumerate(names):
            for other in names[:i]:
                values[name, other] = correlated(masks[name], masks[other], keep)
        self.check(values)

    def test_planted(self):
        kept, keep = drawn(0.1, 1)
        words = kept.reshape(-1, 64)
        limit = FALSE_ALARM / 100

        def changed(change):
            copy = words.copy()
            change(copy)
            return copy.ravel()

        def never_drop_four(m):
            m[:, :4] = True

        def repeat_a_bit(m):
            m[:, 23] = m[:, 0]

        def repeat_a_word(m):
            m[1::2] = m[::2]
        self.assertLess(binomial(changed(never_drop_four), keep), limit)
        spoiled = changed(repeat_a_bit)
        self.assertLess(at_lag(spoiled, 23, keep), limit)
        self.assertGreater(at_lag(spoiled, 24, keep), limit)
        self.assertGreater(binomial(spoiled, keep), limit)
        spoiled = changed(repeat_a_word)
        self.assertLess(uniform(spoiled.reshape(-1, 128).sum(axis=1), 128, keep), limit)
        self.assertGreater(uniform(spoiled.reshape(-1, 64).sum(axis=1), 64, keep), limit)
        self.assertLess(uniform(changed(never_drop_four).reshape(-1, 64).sum(axis=0), kept.size // 64, keep), limit)


if __name__ == "__main__":
    unittest.main()
