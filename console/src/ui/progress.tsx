/** How far a piece of work is, as a share from 0 to 1. */
export function ProgressBar({ share, label }: { share: number; label: string }) {
  return <progress className="progress" aria-label={label} value={Math.min(1, Math.max(0, share))} max={1} />;
}

/** The same as a ring, for chips and lists; the words beside it tell the share. */
export function ProgressRing({ share, size = 16 }: { share: number; size?: 16 | 24 }) {
  const width = size === 24 ? 3 : 2.2;
  const radius = (size - width) / 2;
  const length = 2 * Math.PI * radius;
  const middle = size / 2;
  return (
    <svg width={size} height={size} viewBox={`0 0 ${size} ${size}`} fill="none" strokeWidth={width} aria-hidden>
      <circle cx={middle} cy={middle} r={radius} stroke="var(--chart-track)" />
      <circle
        cx={middle}
        cy={middle}
        r={radius}
        stroke="var(--accent)"
        strokeLinecap="round"
        strokeDasharray={`${Math.max(0.03, share) * length} ${length}`}
        transform={`rotate(-90 ${middle} ${middle})`}
      />
    </svg>
  );
}
