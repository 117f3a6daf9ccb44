"""scikit-learn beside server/bench/auto-quality.bench.ts, which starts it. Needs python3-sklearn, python3-pandas,
r-base-core, r-cran-cardata, r-cran-survival, and for the texts the package lists of apt (all Debian).

  auto-reference.py FOLDER SPLITS    writes tasks.json with the figures of HistGradientBoosting as it comes (of texts:
                                     logistic regression, C = 10, on all weighted words), and for
                                     each task and split the rows to learn from and those to answer
"""

import glob
import gzip
import io
import json
import os
import re
import subprocess
import sys

os.environ["OMP_NUM_THREADS"] = "1"

import numpy as np
import pandas as pd
import sklearn.datasets
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import mean_squared_error, roc_auc_score

folder, splits = sys.argv[1], int(sys.argv[2])


def from_r(package, name):
    load = f"library({package})" if package == "survival" else f'suppressWarnings(data({name}, package="{package}"))'
    program = f'{load}; write.csv({name}, stdout(), row.names=FALSE, na="")'
    text = subprocess.run(["Rscript", "-e", program], capture_output=True, text=True, check=True).stdout
    return pd.read_csv(io.StringIO(text))


def chile():
    table = from_r("carData", "Chile")
    table = table[table["vote"].notna()]
    table["vote"] = np.where(table["vote"] == "N", "no", "other")
    return table, "vote", "no", None


def titanic():
    return from_r("carData", "TitanicSurvival"), "survived", "yes", None


def survival():
    table = from_r("survival", "flchain").drop(columns=["futime", "chapter"])
    table["death"] = np.where(table["death"] == 1, "dead", "alive")
    return table, "death", "dead", None


def prices():
    path = f"{sklearn.datasets.__path__[0]}/data/boston_house_prices.csv"
    table = pd.read_csv(path, skiprows=1)
    table.columns = [name.lower() for name in table.columns]
    return table, "medv", None, None


def wages():
    table = from_r("carData", "SLID")
    return table[table["wages"].notna()], "wages", None, None


def packages(positive, negative):
    available = subprocess.run(["apt-cache", "dumpavail"], capture_output=True, text=True, check=True).stdout
    rows = []
    for entry in available.split("\n\n"):
        section = re.search(rf"^Section: (?:\w+/)?({positive}|{negative})$", entry, re.M)
        words = re.search(r"^Description(?:-en)?: (.*)", entry, re.M | re.S)
        if section and words:
            rows.append((re.sub(r"\s+", " ", re.split(r"\n(?=\S)", words[1])[0])[:600], section[1]))
    table = pd.DataFrame(rows, columns=["description", "section"]).sample(2000, random_state=0)
    return table, "section", positive, "description"


def texts():
    return packages("science", "utils")


def networks():
    return packages("net", "admin")


def manuals():
    """Long texts: pages for administrators, or about matters at large; without what names them."""
    rows = []
    for section, name in (("7", "matters"), ("8", "administration")):
        for path in sorted(glob.glob(f"/usr/share/man/man{section}/*.gz")):
            with gzip.open(path, "rt", errors="replace") as file:
                source = file.read()
            parts = re.split(r"^\.S[Hh] *", source, flags=re.M)[1:]
            kept = [part for part in parts if not re.match(r'"?(NAME|SEE ALSO|AUTHOR|COPYRIGHT|BUGS)', part)]
            words = re.sub(r"^\.\w+|\\f.|\\\(..|\\.|\s+", " ", " ".join(kept), flags=re.M)
            if len(words) > 200:
                rows.append((re.sub(r"\s+", " ", words)[:4000], name))
    table = pd.DataFrame(rows, columns=["page", "section"]).drop_duplicates("page")
    return table, "section", "administration", "page"


def numbers(train, test):
    """Category codes with a blank of their own."""
    both, categorical = pd.concat([train, test]), []
    for index, name in enumerate(both.columns):
        if both[name].dtype == object or both[name].dtype == bool:
            codes = both[name].astype("category").cat.codes.astype(float)
            both[name] = codes.where(codes >= 0)
            categorical.append(index)
    return both[: len(train)].to_numpy(float), both[len(train) :].to_numpy(float), categorical


def figure(train, test, target, positive, text):
    if text:
        words = TfidfVectorizer(sublinear_tf=True).fit(train[text])
        model = LogisticRegression(C=10, max_iter=300).fit(words.transform(train[text]), train[target] == positive)
        return float(roc_auc_score(test[target] == positive, model.decision_function(words.transform(test[text]))))
    x, xt, categorical = numbers(train.drop(columns=target), test.drop(columns=target))
    y, yt = train[target].to_numpy(), test[target].to_numpy()
    kind = HistGradientBoostingRegressor if positive is None else HistGradientBoostingClassifier
    if positive is not None:
        y, yt = (y == positive).astype(int), (yt == positive).astype(int)
    model = kind(categorical_features=categorical, random_state=0).fit(x, y)
    if positive is None:
        return float(mean_squared_error(yt, model.predict(xt)) ** 0.5)
    return float(roc_auc_score(yt, model.predict_proba(xt)[:, 1]))


tasks = []
for make in (titanic, chile, survival, prices, wages, texts, networks, manuals):
    table, target, positive, text = make()
    for split in range(splits):
        shuffled = table.sample(frac=1, random_state=1000 + split)
        cut = int(0.7 * len(shuffled))
        train, test = shuffled[:cut], shuffled[cut:]
        name = f"{make.__name__}_{split}"
        train.to_csv(f"{folder}/{name}_train.csv", index=False)
        test.to_json(f"{folder}/{name}_test.json", orient="records")
        tasks.append(dict(name=name, group=make.__name__, target=target, positive=positive, rows=len(train),
                          features=[column for column in table.columns if column != target],
                          reference=figure(train, test, target, positive, text)))
with open(f"{folder}/tasks.json", "w") as file:
    json.dump(tasks, file)
