"""The peer of the photoemission bench: lmfit on the subtracted spectra and start values that Interphase's fits are given.

Reads one task as JSON from stdin, writes processor times and sums of squares of each way to write the model to stdout.
"""

import gc
import json
import sys
import time

import lmfit
import numpy as np
from lmfit.models import GaussianModel, Model, VoigtModel
from scipy.special import wofz

SIGMA = 1 / (2 * np.sqrt(2 * np.log(2)))


def voigt(x, area, centre, gaussian, lorentzian):
    s = gaussian * SIGMA
    return area * wofz((x - centre + 0.5j * lorentzian) / (s * np.sqrt(2))).real / (s * np.sqrt(2 * np.pi))


def gauss(x, area, centre, gaussian):
    s = gaussian * SIGMA
    return area * np.exp(-0.5 * ((x - centre) / s) ** 2) / (s * np.sqrt(2 * np.pi))


def gl30(x, height, centre, fwhm):
    square = ((x - centre) / fwhm) ** 2
    return height * np.exp(-4 * np.log(2) * 0.7 * square) / (1 + 4 * 0.3 * square)


def make_parameters(task, bounded):
    parameters = lmfit.Parameters()
    for name, one in task["parameters"].items():
        bounds = {"min": one.get("min", -np.inf), "max": one.get("max", np.inf)} if bounded else {}
        parameters.add(name, value=one["start"], vary="fixed" not in one, **bounds)
    return parameters


def as_function(task, x, y, sigma, bounded):
    """One residual function of all parameters, for lmfit.minimize."""
    parameters = make_parameters(task, bounded)
    cast = task.get("cast")

    def residual(p):
        v = p.valuesdict()
        total = np.zeros(x.size)
        for line in task["lines"]:
            centre = sum(v[name] for name in line["centre"])
            if line["shape"] == "gl30":
                total += gl30(x, v[line["height"]], centre, v[line["fwhm"]])
                continue
            area = line["area"]["times"] * v[line["area"]["of"]]
            if line["shape"] == "voigt":
                total += voigt(x, area, centre, v[line["gaussian"]], v[line["lorentzian"]])
            else:
                total += gauss(x, area, centre, v[line["gaussian"]])
        if cast is not None:
            steps = 0.5 * (total[1:] + total[:-1]) * np.diff(x)
            total = total + v[cast["base"]] + v[cast["step"]] * np.concatenate([[0], np.cumsum(steps)])
        return (total - y) / sigma

    return lambda: lmfit.minimize(residual, parameters)


def as_models(task, x, y, sigma):
    """The sum of lmfit's own models, related by expressions; undefined where the lines cast the background."""
    if "cast" in task:
        return None
    parameters = make_parameters(task, True)
    model = None
    for k, line in enumerate(task["lines"]):
        prefix = f"l{k}_"
        kinds = {"voigt": VoigtModel, "gaussian": GaussianModel}
        own = kinds[line["shape"]](prefix=prefix) if line["shape"] in kinds else Model(gl30, prefix=prefix)
        centre = "+".join(line["centre"])
        if line["shape"] == "gl30":
            parameters.add(prefix + "height", expr=line["height"])
            parameters.add(prefix + "centre", expr=centre)
            parameters.add(prefix + "fwhm", expr=line["fwhm"])
        else:
            parameters.add(prefix + "amplitude", expr=f"{line['area']['times']}*{line['area']['of']}")
            parameters.add(prefix + "center", expr=centre)
            parameters.add(prefix + "sigma", expr=f"{SIGMA}*{line['gaussian']}")
            if line["shape"] == "voigt":
                parameters.add(prefix + "gamma", expr=f"0.5*{line['lorentzian']}")
        model = own if model is None else model + own
    weights = 1 / sigma
    return lambda: model.fit(y, parameters, x=x, weights=weights)


def timed(fit, batches):
    fit()
    times = []
    for _ in range(batches):
        gc.collect()
        before = time.process_time()
        result = fit()
        times.append(1000 * (time.process_time() - before))
    return {
        "median": float(np.median(times)),
        "min": min(times),
        "sumOfSquares": float(result.chisqr),
        "evaluations": int(result.nfev),
    }


def main(task):
    x, y, sigma = (np.asarray(task[key], dtype=float) for key in ("x", "y", "sigma"))
    ways = {
        "lmfit.minimize, one function": as_function(task, x, y, sigma, True),
        "lmfit.minimize, one function without bounds": as_function(task, x, y, sigma, False),
        "Model.fit, a sum of lmfit's models": as_models(task, x, y, sigma),
    }
    return {name: timed(fit, task["batches"]) for name, fit in ways.items() if fit is not None}


if __name__ == "__main__":
    json.dump(main(json.load(sys.stdin)), sys.stdout)
