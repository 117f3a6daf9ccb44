import { useMessages } from '../../lib/messages/messages.tsx';

const width = 560;
const steps = 100;
const today = 66;

/** A made-up series: its past with some noise, its future with a band that widens. */
function levelAt(step: number): number {
  return 178 - step * 0.85 - 16 * Math.sin(step / 9.5) - 9 * Math.sin(step / 3.7 + 1);
}

function noiseAt(step: number): number {
  return step > today ? 0 : 5.5 * Math.sin(step * 2.7) + 3.5 * Math.sin(step * 5.3 + 2);
}

const xAt = (step: number): string => ((step * width) / steps).toFixed(1);
const between = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
const line = (points: string[]): string => `M${points.join('L')}`;

const past = line(between(0, today).map((step) => `${xAt(step)} ${(levelAt(step) + noiseAt(step)).toFixed(1)}`));
const future = line(between(today, steps).map((step) => `${xAt(step)} ${levelAt(step).toFixed(1)}`));

function band(widthAtEnd: number): string {
  const half = (step: number): number => 4 + widthAtEnd * Math.sqrt((step - today) / (steps - today));
  const upper = between(today, steps).map((step) => `${xAt(step)} ${(levelAt(step) - half(step)).toFixed(1)}`);
  const lower = between(today, steps)
    .toReversed()
    .map((step) => `${xAt(step)} ${(levelAt(step) + half(step)).toFixed(1)}`);
  return `${line([...upper, ...lower])}Z`;
}

const wide = band(46);
const narrow = band(28);

export function SignInPicture() {
  const { t } = useMessages();
  return (
    <div className="sign-in-picture">
      <div>
        <p>{t('consoleSignIn.signIn.promise')}</p>
        <svg viewBox={`0 0 ${width} 230`} fill="none" strokeLinejoin="round" aria-hidden>
          <path d={wide} fill="var(--chart-band-95)" />
          <path d={narrow} fill="var(--chart-band-80)" />
          <path d={past} stroke="var(--chart-actual)" strokeWidth={1.75} />
          <path d={future} stroke="var(--chart-forecast)" strokeWidth={1.75} strokeDasharray="5 4" />
        </svg>
        <div className="sign-in-legend small secondary" aria-hidden>
          <span>
            <svg width={18} height={8} fill="none">
              <path d="M0 4h18" stroke="var(--chart-actual)" strokeWidth={1.75} />
            </svg>
            {t('consoleSignIn.signIn.past')}
          </span>
          <span>
            <svg width={18} height={8} fill="none">
              <path d="M0 4h18" stroke="var(--chart-forecast)" strokeWidth={1.75} strokeDasharray="5 4" />
            </svg>
            {t('consoleSignIn.signIn.future')}
          </span>
          <span>
            <svg width={14} height={10}>
              <rect width={14} height={10} rx={2} fill="var(--chart-band-80)" />
            </svg>
            {t('consoleSignIn.signIn.interval')}
          </span>
        </div>
      </div>
    </div>
  );
}
