import { useMessages } from '../../lib/messages/messages.tsx';

const radius = 112;
const centreX = 150;
const centreY = 138;

function pointAt(share: number, distance: number): string {
  const angle = Math.PI * (1 - share);
  const x = centreX + distance * Math.cos(angle);
  const y = centreY - distance * Math.sin(angle);
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}

function arc(from: number, to: number): string {
  return `M${pointAt(from, radius)}A${radius} ${radius} 0 0 1 ${pointAt(to, radius)}`;
}

interface DialProps {
  /** A probability from 0 to 1. */
  share: number;
  caption: string;
}

/** A probability on a half circle; it runs from left to right in every language, as charts do. */
export function Dial({ share, caption }: DialProps) {
  const { t, format } = useMessages();
  const percent = format.percent(share);
  const end = Math.min(1, Math.max(0.001, share));
  return (
    <>
      <span className="hidden-visually">{t('consolePlayground.result.dial', { percent, caption })}</span>
      <svg className="dial" viewBox="20 10 260 156" aria-hidden>
        <path d={arc(0, 1)} fill="none" stroke="var(--chart-track)" strokeWidth={14} strokeLinecap="round" />
        <path d={arc(0, end)} fill="none" stroke="var(--chart-actual)" strokeWidth={14} strokeLinecap="round" />
        <text x={centreX} y={124} textAnchor="middle" className="dial-figure">
          {percent}
        </text>
        <text x={38} y={162} textAnchor="middle" className="chart-label">
          {format.percent(0)}
        </text>
        <text x={262} y={162} textAnchor="middle" className="chart-label">
          {format.percent(1)}
        </text>
      </svg>
    </>
  );
}
