"""Statistics of populations by numpy, for comparison: JSON from standard input to standard output.

Wilson's limits are the roots of (k/n - p)^2 = z^2 p (1 - p) / n; quantiles are numpy's `inverted_cdf`.
"""
import json
import sys

import numpy as np

given = json.load(sys.stdin)
Z = 1.959963984540054  # two-sided 95 % of the normal distribution: NIST/SEMATECH e-Handbook, 1.3.6.7.1, to more digits


def summary(values):
    x = np.array([v for v in values if v is not None], float)
    error = np.std(x, ddof=1) / np.sqrt(len(x)) if len(x) > 1 else None
    return {"mean": np.mean(x), "standardError": error, "quantiles": list(np.quantile(x, [0.05, 0.25, 0.5, 0.75, 0.95], method="inverted_cdf")), "count": len(x)}


def wilson(k, n):
    return sorted(np.roots([1 + Z**2 / n, -(2 * k / n + Z**2 / n), (k / n) ** 2]).real)


def welch(arms):
    parts = [weight**2 * np.var(x, ddof=1) / len(x) for weight, x in arms]
    return {
        "estimate": sum(weight * np.mean(x) for weight, x in arms),
        "standardError": np.sqrt(sum(parts)),
        "degreesOfFreedom": sum(parts) ** 2 / sum(part**2 / (len(x) - 1) for part, (_, x) in zip(parts, arms)),
    }


def explained(episodes):
    v, g = np.array(episodes, float).T
    return 1 - np.sum((g - v) ** 2) / np.sum((g - np.mean(g)) ** 2)


json.dump(
    {
        "summaries": [summary(values) for values in given["samples"]],
        "wilson": [wilson(k, n) for k, n in given["counts"]],
        "welch": [welch(arms) for arms in given["contrasts"]],
        "explained": [explained(own) for own in given["episodes"]],
        "explainedTogether": explained([pair for own in given["episodes"] for pair in own]),
    },
    sys.stdout,
)
