import { NumericError } from '../../../numeric/index.ts';
import type { ModelType } from '../algorithms.ts';
import { toTrainingError } from '../training-errors.ts';
import { learnAnomalies } from './learn-anomalies.ts';
import { learnForecast } from './learn-forecast.ts';
import { learnRecommendations } from './learn-recommendations.ts';
import { learnSegments } from './learn-segments.ts';
import { learnTarget, type TargetLesson } from './learn-target.ts';
import type { Learnt } from './learnt.ts';

const lessons: Readonly<Record<ModelType, (lesson: TargetLesson) => Learnt>> = {
  classification: learnTarget,
  regression: learnTarget,
  forecasting: learnForecast,
  anomaly_detection: learnAnomalies,
  clustering: learnSegments,
  recommendations: learnRecommendations,
};

/** Learns what the type of the model says. @throws AppError what the data does not allow */
export function learn(lesson: TargetLesson): Learnt {
  try {
    return lessons[lesson.receipt.model_type](lesson);
  } catch (error) {
    throw error instanceof NumericError ? toTrainingError(error) : error;
  }
}
