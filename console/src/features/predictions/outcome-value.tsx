import type { PastPrediction } from '../../api/types.ts';
import { DataValue } from '../../ui/data-value.tsx';

/** The outcome that somebody reported, without the name of the target. */
export function OutcomeValue({ feedback }: { feedback: NonNullable<PastPrediction['feedback']> }) {
  const [actual] = Object.values(feedback.actual_outcome);
  return (
    <b className="medium">
      <DataValue value={actual} />
    </b>
  );
}
