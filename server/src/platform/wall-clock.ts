const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface Wall {
  /** Days since 1970. */
  day: number;
  hour: number;
}

/** Day and hour as a clock in the zone shows them. Zones are told apart by quarters of an hour; each is asked once. */
export function createWallClock(timeZone: string): (epochMs: number) => Wall {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
  });
  const known = new Map<number, Wall>();
  return (epochMs) => {
    const quarter = Math.floor(epochMs / (HOUR_MS / 4));
    let wall = known.get(quarter);
    if (!wall) {
      wall = read(format, quarter * (HOUR_MS / 4));
      known.set(quarter, wall);
    }
    return wall;
  };
}

function read(format: Intl.DateTimeFormat, epochMs: number): Wall {
  const parts = new Map(format.formatToParts(epochMs).map(({ type, value }) => [type, Number(value)]));
  const [year = 1970, month = 1, day = 1, hour = 0] = (['year', 'month', 'day', 'hour'] as const).map((type) =>
    parts.get(type),
  );
  return { day: Date.UTC(year, month - 1, day) / DAY_MS, hour };
}
