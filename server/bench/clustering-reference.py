# k-means by scikit-learn on the points that clustering.bench.ts wrote. Prints CPU seconds, inertia and iterations.
import json
import sys
import time

import numpy as np
from sklearn.cluster import KMeans

path, columns, clusters, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
points = np.fromfile(path).reshape(-1, columns)
started = time.process_time()
model = KMeans(clusters, n_init=1, random_state=seed, algorithm="lloyd").fit(points)
print(json.dumps({"cpu": time.process_time() - started, "inertia": model.inertia_, "iterations": model.n_iter_}))
