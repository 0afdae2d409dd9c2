"""Metrics of each half cycle with pandas, as one writes them: the peer of the bench. Reads the raw columns from a binary file."""
import json
import sys
import time

import numpy as np
import pandas as pd

task = json.load(sys.stdin)
dtype = np.dtype([
    ("flags", "u1"), ("Ns", "<u2"), ("time", "<f8"), ("dq", "<f8"), ("q", "<f8"), ("control", "<f4"), ("v", "<f4"),
    ("range", "<u2"), ("qcd", "<f8"), ("half", "<u4"), ("p", "<f4"),
])
start = time.perf_counter()
rows = np.memmap(task["path"], dtype=dtype, mode="r", offset=task["offset"], shape=(task["rows"],))
frame = pd.DataFrame({name: np.ascontiguousarray(rows[name]) for name in ("time", "dq", "control", "v")})
read = time.perf_counter() - start

start = time.perf_counter()
sign = np.sign(frame["control"].to_numpy())
half = np.concatenate([[0], np.cumsum(sign[1:] != sign[:-1])])
frame["half"] = half
step = np.diff(frame["time"].to_numpy(), prepend=frame["time"].iloc[0])
# The first row of a half cycle still shows the potential before.
first = np.concatenate([[True], half[1:] != half[:-1]])
v = frame["v"].where(~first)
previous = v.shift(1)
frame["area"] = np.where(previous.notna() & v.notna(), (v + previous) / 2 * step, 0)
frame["dt"] = np.where(previous.notna() & v.notna(), step, 0)
frame["v2"] = v
groups = frame.groupby("half", sort=False)
lowest = groups["v2"].min()
highest = groups["v2"].max()
end = groups["v2"].last()
charge = groups["dq"].sum()
mean = groups["area"].sum() / groups["dt"].sum()
metrics = time.perf_counter() - start

json.dump({
    "readMs": 1000 * read,
    "metricsMs": 1000 * metrics,
    "halfCycles": len(lowest),
    "min": lowest.tolist(),
    "max": highest.tolist(),
    "end": end.tolist(),
    "mean": mean.tolist(),
    "charge": (charge * 3.6).tolist(),
}, sys.stdout)
