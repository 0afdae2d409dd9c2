"""The peer of the impedance bench: scipy on the spectra and start values that Interphase is given.

Reads the tasks as JSON from stdin, writes processor times and results as JSON to stdout. Everything that helps scipy is
done: logarithms of positive parameters, a vectorised model of arcs without a Python loop, real exponentials in place of
complex ones, an analytic Jacobian that shares its work with the residuals, no bounds, several solvers and settings of
which the best counts.
"""

import gc
import json
import sys
import time

import numpy as np
import scipy.linalg
from scipy.optimize import least_squares, leastsq, nnls


class ArcModel:
    """Weighted residuals of R0 (optional), arcs p(R, CPE) and a CPE tail (optional), all in series.

    Parameters: ln R0, then ln R, ln Q, n of each arc, then ln Q, n of the tail. Residuals hold Re and Im in turn.
    """

    def __init__(self, spectrum, series, arcs, tail):
        frequency = np.asarray(spectrum["frequencyHz"])
        self.z = np.asarray(spectrum["real"]) + 1j * np.asarray(spectrum["imaginary"])
        self.weight = 1 / np.abs(self.z)
        self.target = self.z * self.weight
        self.ln_omega = np.log(2 * np.pi * frequency)
        self.minus_ln_j_omega = -(self.ln_omega + 0.5j * np.pi)
        self.series, self.arcs, self.tail = series, arcs, tail
        self.at = None

    def _evaluate(self, x):
        if self.at is not None and np.array_equal(self.at, x):
            return
        self.at = x.copy()
        first = int(self.series)
        shape = x[first : first + 3 * self.arcs].reshape(self.arcs, 3)
        n = shape[:, 2]
        u = np.exp((shape[:, 0] + shape[:, 1])[:, None] + n[:, None] * self.ln_omega) * np.exp(0.5j * np.pi * n)[:, None]
        self.q = 1 / (1 + u)
        self.arc = self.q * (np.exp(shape[:, 0])[:, None] * self.weight)
        total = self.arc.sum(axis=0)
        if self.series:
            self.r0 = np.exp(x[0]) * self.weight
            total += self.r0
        if self.tail:
            self.cpe = (np.exp(-x[-2] - x[-1] * self.ln_omega) * self.weight) * np.exp(-0.5j * np.pi * x[-1])
            total += self.cpe
        self.total = total

    def residuals(self, x):
        self._evaluate(x)
        return (self.total - self.target).view(float)

    def jacobian_rows(self, x):
        """Derivatives by parameter, one row each."""
        self._evaluate(x)
        first = int(self.series)
        rows = np.zeros((len(x), self.z.size), dtype=complex)
        if self.series:
            rows[0] = self.r0
        by_q = self.arc * (self.q - 1)
        rows[first : first + 3 * self.arcs : 3] = self.arc + by_q
        rows[first + 1 : first + 3 * self.arcs : 3] = by_q
        rows[first + 2 : first + 3 * self.arcs : 3] = by_q * -self.minus_ln_j_omega
        if self.tail:
            rows[-2] = -self.cpe
            rows[-1] = self.cpe * self.minus_ln_j_omega
        return rows.view(float)

    def jacobian(self, x):
        return self.jacobian_rows(x).T


class PlainModel:
    """The same residuals as one writes them down, without a thought for speed."""

    def __init__(self, spectrum, series, arcs, tail):
        self.omega = 2 * np.pi * np.asarray(spectrum["frequencyHz"])
        self.z = np.asarray(spectrum["real"]) + 1j * np.asarray(spectrum["imaginary"])
        self.weight = 1 / np.abs(self.z)
        self.series, self.arcs, self.tail = series, arcs, tail

    def residuals(self, x):
        values = iter(x)
        z = np.exp(next(values)) if self.series else 0
        for _ in range(self.arcs):
            r, q, n = np.exp(next(values)), np.exp(next(values)), next(values)
            z = z + r / (1 + r * q * (1j * self.omega) ** n)
        if self.tail:
            z = z + 1 / (np.exp(next(values)) * (1j * self.omega) ** next(values))
        off = self.weight * (z - self.z)
        return np.concatenate([off.real, off.imag])


def by_least_squares(**settings):
    def fit(model, start):
        jac = model.jacobian if settings.get("jac") == "analytic" else "2-point"
        result = least_squares(model.residuals, start, **{**settings, "jac": jac})
        return result.x, 2 * result.cost, result.jac

    return fit


def by_leastsq(model, start):
    x, _, info, _, _ = leastsq(
        model.residuals, start, Dfun=model.jacobian_rows, col_deriv=True, full_output=True, ftol=1e-8, xtol=1e-8
    )
    return x, float(info["fvec"] @ info["fvec"]), model.jacobian(x)


PLAIN = "plain model, default settings"
VARIANTS = {
    PLAIN: by_least_squares(),
    "trf, differences": by_least_squares(method="trf"),
    "trf, x_scale jac, differences": by_least_squares(method="trf", x_scale="jac"),
    "trf, analytic": by_least_squares(method="trf", jac="analytic"),
    "trf, x_scale jac, analytic": by_least_squares(method="trf", x_scale="jac", jac="analytic"),
    "dogbox, analytic": by_least_squares(method="dogbox", jac="analytic"),
    "dogbox, x_scale jac, analytic": by_least_squares(method="dogbox", x_scale="jac", jac="analytic"),
    "lm, differences": by_least_squares(method="lm"),
    "lm, analytic": by_least_squares(method="lm", jac="analytic"),
    "lm, x_scale jac, analytic": by_least_squares(method="lm", x_scale="jac", jac="analytic"),
    "leastsq (bare MINPACK), analytic": by_leastsq,
}


def covariance(x, sum_of_squares, jacobian):
    """Covariance of the parameters from the singular values of the Jacobian, as curve_fit does it."""
    _, values, rows = np.linalg.svd(jacobian, full_matrices=False)
    return (rows.T / values**2) @ rows * (sum_of_squares / (jacobian.shape[0] - x.size))


def processor_time(batch, calls, batches=7, warm_up=2, least=0.2):
    """Processor milliseconds per call: median and least of several batches."""
    for _ in range(warm_up):
        batch()
    gc.collect()
    times = []
    while len(times) < batches or (sum(times) < least and len(times) < 40):
        before = time.process_time()
        batch()
        times.append(time.process_time() - before)
    per_call = 1e3 * np.asarray(times) / calls
    return {"median": float(np.median(per_call)), "min": float(per_call.min())}


def models_of(task, variant):
    model = PlainModel if variant == PLAIN else ArcModel
    return [model(s, task["series"], task["arcs"], task["tail"]) for s in task["spectra"]]


def fits(task):
    """One fit of each spectrum from its start, by every variant."""
    starts = [np.asarray(s) for s in task["starts"]]
    answers = {}
    for name, fit in VARIANTS.items():
        models = models_of(task, name)

        def batch():
            return [fit(model, start)[1] for model, start in zip(models, starts)]

        sums = batch()
        answers[name] = {"sumsOfSquares": sums, **processor_time(batch, len(models), batches=task.get("batches", 5))}
    return answers


def searches(task):
    """The lowest of the fits from all starts of each spectrum with its covariance, by one variant."""
    models = models_of(task, task["variant"])
    starts = [[np.asarray(s) for s in own] for own in task["starts"]]
    fit = VARIANTS[task["variant"]]

    def search(model, own):
        best = min((fit(model, start) for start in own), key=lambda answer: answer[1])
        covariance(*best)
        return best[1]

    def batch():
        return [search(model, own) for model, own in zip(models, starts)]

    return {"sumsOfSquares": batch(), **processor_time(batch, len(models), batches=task.get("batches", 5), warm_up=1)}


def series(task):
    """Every spectrum of a series from the answer of the one before, with its covariance."""
    models = models_of(task, task["variant"])
    fit = VARIANTS[task["variant"]]
    x = np.asarray(task["start"])
    sums = []
    before = time.process_time()
    for model in models:
        answer = fit(model, x)
        covariance(*answer)
        x = answer[0]
        sums.append(answer[1])
    return {"sumsOfSquares": sums, "ms": 1e3 * (time.process_time() - before)}


def distribution(spectrum):
    """Tikhonov distribution of relaxation times, second-derivative penalty, non-negative, lambda by modified GCV.

    All lambdas from one generalised eigendecomposition; one non-negative solution at the best.
    """
    frequency = np.asarray(spectrum["frequencyHz"])
    z = np.asarray(spectrum["real"]) + 1j * np.asarray(spectrum["imaginary"])
    omega = 2 * np.pi * frequency
    decades = np.log10(omega.max() / omega.min()) + 2
    count = min(130, int(12 * decades) + 1)
    tau = np.geomspace(0.1 / omega.max(), 10 / omega.min(), count)
    step = np.log(tau[1] / tau[0])
    weight = 1 / np.abs(z)
    kernel = step / (1 + 1j * np.outer(omega, tau)) * weight[:, None]
    design = np.vstack([np.column_stack([weight, kernel.real]), np.column_stack([0 * weight, kernel.imag])])
    right = np.concatenate([z.real * weight, z.imag * weight])
    second = np.diff(np.eye(count), 2, axis=0) / step**2
    rough = np.column_stack([np.zeros(count - 2), second]) * np.sqrt(step)
    gram, penalty = design.T @ design, rough.T @ rough
    size = np.trace(gram[1:, 1:]) / np.trace(penalty)
    values, vectors = scipy.linalg.eigh(gram, gram + size * penalty + 1e-12 * np.trace(gram) / count * np.eye(count + 1))
    projected = vectors.T @ (design.T @ right)
    lambdas = size * 10.0 ** (np.arange(85) / 6 - 10)
    denominator = values + (lambdas / size)[:, None] * (1 - values)
    freedom = (values / denominator).sum(axis=1)
    part = projected / denominator
    residual = right @ right + (part * part * values - 2 * part * projected).sum(axis=1)
    n = right.size
    score = np.where(2 * freedom < n, n * residual / (n - 2 * freedom) ** 2, np.inf)
    best = lambdas[np.argmin(score)]
    stacked = np.vstack([design, np.sqrt(best) * rough])
    answer, _ = nnls(stacked, np.concatenate([right, np.zeros(count - 2)]), maxiter=20 * count)
    return answer[1:].sum() * step


def distributions(task):
    def batch():
        return [distribution(s) for s in task["spectra"]]

    return {"polarizationOhm": batch(), **processor_time(batch, len(task["spectra"]), batches=task.get("batches", 5))}


def lin_kk(spectrum):
    """Lin-KK with a series inductor: elements are added until mu <= 0.85."""
    omega = 2 * np.pi * np.asarray(spectrum["frequencyHz"])
    z = np.asarray(spectrum["real"]) + 1j * np.asarray(spectrum["imaginary"])
    weight = 1 / np.abs(z)
    right = np.concatenate([z.real * weight, z.imag * weight])
    for elements in range(1, 51):
        tau = np.geomspace(1 / omega.max(), 1 / omega.min(), elements)
        kernel = weight[:, None] / (1 + 1j * np.outer(omega, tau))
        real = np.column_stack([weight, 0 * weight, kernel.real])
        imag = np.column_stack([0 * weight, omega * weight, kernel.imag])
        answer = np.linalg.lstsq(np.vstack([real, imag]), right, rcond=None)[0][2:]
        negative, positive = -answer[answer < 0].sum(), answer[answer >= 0].sum()
        if positive > 0 and 1 - negative / positive <= 0.85:
            break
    return elements


def lin_kks(task):
    def batch():
        return [lin_kk(s) for s in task["spectra"]]

    return {"elements": batch(), **processor_time(batch, len(task["spectra"]), batches=task.get("batches", 5))}


TASKS = {
    "fits": fits,
    "searches": searches,
    "series": series,
    "distributions": distributions,
    "linKk": lin_kks,
}

if __name__ == "__main__":
    given = json.load(sys.stdin)
    json.dump(TASKS[given["task"]](given), sys.stdout)
