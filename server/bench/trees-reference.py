"""scikit-learn beside the tree benches; they start it. Needs python3-sklearn, python3-pandas; `real` also
r-base-core, r-cran-survival, r-cran-cardata (all from Debian).

  trees-reference.py fit boosting|forest FOLDER ROWS COLUMNS THREADS TREES   fits x.bin, y.bin; prints one line of JSON
  trees-reference.py quality FOLDER                                         writes tasks with its own figures, with 255 bins and with 250
"""

import json
import os
import resource
import subprocess
import sys
import time

os.environ["OMP_NUM_THREADS"] = sys.argv[6] if sys.argv[1] == "fit" else "1"

import numpy as np
from sklearn.ensemble import (
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
    RandomForestClassifier,
)
from sklearn.metrics import mean_squared_error, roc_auc_score

BOOSTING = dict(max_iter=100, max_leaf_nodes=31, learning_rate=0.1, min_samples_leaf=20, early_stopping=False)
REAL = [
    ("Titanic", "carData", "TitanicSurvival", "survived", [], "auc"),
    ("Chile", "carData", "Chile", "vote", [], "auc"),
    ("SLID", "carData", "SLID", "wages", [], "rmse"),
    ("GSSvocab", "carData", "GSSvocab", "vocab", [], "rmse"),
    ("colon", "survival", "colon", "status", ["id", "study", "time", "etype"], "auc"),
    ("pbc", "survival", "pbc", "status", ["id", "time"], "auc"),
    ("flchain", "survival", "flchain", "death", ["futime", "chapter"], "auc"),
    ("nafld1", "survival", "nafld1", "status", ["id", "case.id", "futime"], "auc"),
]


def fit():
    kind, folder, rows, columns, threads, trees = sys.argv[2], sys.argv[3], *map(int, sys.argv[4:8])
    x = np.fromfile(f"{folder}/x.bin").reshape(rows, columns)
    y = np.fromfile(f"{folder}/y.bin")
    if kind == "boosting":
        model = HistGradientBoostingClassifier(**{**BOOSTING, "max_iter": trees})
    else:
        model = RandomForestClassifier(trees, n_jobs=threads, random_state=0)
    cpu, wall = time.process_time(), time.perf_counter()
    model.fit(x, y)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    test = np.fromfile(f"{folder}/xt.bin").reshape(-1, columns)
    auc = roc_auc_score(np.fromfile(f"{folder}/yt.bin"), model.predict_proba(test)[:, 1])
    print(json.dumps({"cpu": cpu, "wall": wall, "peakMb": peak, "auc": auc}))


def synthetic(seed, kind):
    random = np.random.RandomState(seed)
    x = random.normal(size=(20000, 20))
    score = x[:, 0] + x[:, 1] * x[:, 2] + np.sin(3 * x[:, 3]) + (x[:, 4] > 0.5) * x[:, 5]
    x[random.uniform(size=x.shape) < 0.05] = np.nan
    noise = random.normal(size=len(x))
    return x, (score + noise > 0).astype(float) if kind == "auc" else score + noise, np.zeros(20, int)


def real(package, name, target, dropped, kind):
    import io

    import pandas as pd

    program = f'suppressWarnings(data({name}, package="{package}")); write.csv({name}, stdout(), row.names=FALSE, na="")'
    if package == "survival":
        program = f"library(survival); {program}"
    text = subprocess.run(["Rscript", "-e", program], capture_output=True, text=True, check=True).stdout
    table = pd.read_csv(io.StringIO(text)).drop(columns=dropped)
    table = table[table[target].notna()]
    y = table.pop(target)
    if kind == "auc":
        positive = {"yes": "yes", "N": "N"}
        if y.dtype == object:
            y = (y == next((value for value in positive if value in set(y)), None)).astype(float)
        else:
            y = (y == y.max()).astype(float)
    counts = []
    for column in table.columns:
        if table[column].dtype == object or table[column].dtype == bool:
            codes = table[column].astype("category").cat.codes.astype(float)
            counts.append(int(codes.max()) + 1)
            table[column] = codes.where(codes >= 0)
        else:
            counts.append(0)
    return table.to_numpy(float), y.to_numpy(float), np.array(counts)


def measured(kind, counts, bins, x, y, xt, yt):
    options = dict(BOOSTING, categorical_features=counts > 0, max_bins=bins)
    if kind == "auc":
        model = HistGradientBoostingClassifier(**options).fit(x, y)
        return float(roc_auc_score(yt, model.predict_proba(xt)[:, 1]))
    model = HistGradientBoostingRegressor(**options).fit(x, y)
    return float(mean_squared_error(yt, model.predict(xt), squared=False))


def task(folder, group, split, kind, x, y, counts, tasks):
    random = np.random.RandomState(1000 + split)
    order = random.permutation(len(x))
    cut = len(x) // 2 if group.startswith("synthetic") else int(0.7 * len(x))
    train, test = order[:cut], order[cut:]
    figure = measured(kind, counts, 255, x[train], y[train], x[test], y[test])
    varied = measured(kind, counts, 250, x[train], y[train], x[test], y[test])
    name = f"{group}-{split}"
    for part, rows in [("x", x[train]), ("y", y[train]), ("xt", x[test]), ("yt", y[test])]:
        np.ascontiguousarray(rows, float).tofile(f"{folder}/{name}.{part}")
    blanks = float(np.isnan(x).mean())
    tasks.append(dict(name=name, group=group, kind=kind, columns=x.shape[1], rows=len(train), blanks=blanks,
                      categoryCounts=counts.tolist(), reference=figure, varied=varied))


def quality():
    folder = sys.argv[2]
    tasks = []
    for kind in ("auc", "rmse"):
        for seed in range(10):
            task(folder, f"synthetic {kind}", seed, kind, *synthetic(seed, kind), tasks)
    for name, package, dataset, target, dropped, kind in REAL:
        data = real(package, dataset, target, dropped, kind)
        for split in range(5):
            task(folder, name, split, kind, *data, tasks)
    with open(f"{folder}/tasks.json", "w") as file:
        json.dump(tasks, file)


{"fit": fit, "quality": quality}[sys.argv[1]]()
