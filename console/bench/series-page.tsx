import '../src/ui/tokens.css';
import '../src/ui/base.css';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import english from '../../server/src/platform/messages/catalogues/en/console.json';
import { MessagesProvider } from '../src/lib/messages/messages.tsx';
import { ForecastPlot } from '../src/ui/forecast-plot.tsx';
import type { Point, Zoom } from '../src/ui/forecast-points.ts';
import { dayOf } from '../src/ui/forecast-points.ts';

const count = 50_000;
const ahead = 5000;
const daySeconds = 86_400;
const lastSeconds = Date.UTC(2026, 0, 1) / 1000;

/** A season, a trend and a noise that is the same each time; a tenth of the points lies ahead, with two intervals. */
const points = Array.from({ length: count }, (_, index): Point => {
  const noise = ((index * 7919) % 101) - 50;
  const value = 1000 + index / 50 + 200 * Math.sin(index / 58) + noise;
  const isAhead = index >= count - ahead;
  return {
    period: dayOf(lastSeconds - (count - index) * daySeconds),
    actual: isAhead ? null : value,
    expected: isAhead ? value : null,
    intervals: isAhead
      ? [
          { level: 0.8, lower: value - 80, upper: value + 80 },
          { level: 0.95, lower: value - 160, upper: value + 160 },
        ]
      : [],
  };
});

function LongSeries() {
  const [zoom, setZoom] = useState<Zoom>({});
  return (
    <main style={{ inlineSize: 1100, padding: 20 }}>
      <ForecastPlot
        label="A long series"
        currency="EUR"
        isByMonth={false}
        points={points}
        zoom={zoom}
        onZoom={setZoom}
      />
      <output>{zoom.from === undefined ? 'all of it' : `${zoom.from} – ${zoom.to}`}</output>
    </main>
  );
}

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <MessagesProvider language="en" catalogue={english} timeZone="UTC">
      <LongSeries />
    </MessagesProvider>,
  );
}
