# An isolation forest by scikit-learn on the rows that isolation.bench.ts wrote. Prints CPU seconds of fit and scores, and
# the area under the ROC curve of the scores: the last rows are the planted ones.
import json
import sys
import time

import numpy as np
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score

path, columns, planted, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
points = np.fromfile(path).reshape(-1, columns)
started = time.process_time()
model = IsolationForest(n_estimators=100, max_samples=256, random_state=seed, n_jobs=1).fit(points)
fitted = time.process_time()
scores = -model.score_samples(points)
ended = time.process_time()
truth = np.arange(len(points)) >= len(points) - planted
print(json.dumps({"fit": fitted - started, "score": ended - fitted, "auc": roc_auc_score(truth, scores)}))
