import { Card } from './card.tsx';
import { Skeleton } from './states.tsx';

/** Stands where a card will be. */
export function WaitingCard({ lines = 6, height = 20 }: { lines?: number; height?: number }) {
  return (
    <Card>
      <Skeleton lines={lines} height={height} />
    </Card>
  );
}
