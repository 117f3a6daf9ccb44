import { unionOf } from './timeline.ts';

interface Span {
  from: number;
  to: number;
}

export interface TimeScale {
  /** Where an instant stands, from 0 to 1. */
  place(at: number): number;
  /** Instants that are worth a mark, with where they stand. */
  marks: readonly { at: number; place: number }[];
  /** Whether long waits are drawn shorter than they were. */
  isFolded: boolean;
}

const marks = 5;
/** A pause shorter than this share of the work is drawn as long as it was. */
const worthFolding = 0.5;
/** All folded waits together take no more than so many times the room of what is drawn to scale. */
const mostForWaits = 1.2;

/**
 * The axis of a run. Folded, the time in which nothing was being done takes less room than it took time, yet more the
 * longer it was: without that, seconds of work would vanish beside days of waiting.
 */
export function createTimeScale({ from, to }: Span, busy: readonly Span[], fold: boolean): TimeScale {
  const end = Math.max(to, from + 1);
  const pieces = piecesOf({ from, to: end }, unionOf(busy));
  const drawn = pieces.filter(({ isBusy }) => isBusy).reduce((sum, piece) => sum + piece.to - piece.from, 0);
  const unit = Math.max(drawn, 1);
  const isWorthIt = (piece: Piece): boolean => !piece.isBusy && piece.to - piece.from > worthFolding * unit;
  const isFolded = fold && drawn > 0 && pieces.some(isWorthIt);
  const folded = isFolded ? pieces.filter(isWorthIt) : [];
  const wanted = folded.map((piece) => Math.log10(10 * ((piece.to - piece.from) / unit)));
  const room = wanted.reduce((sum, each) => sum + each, 0);
  const widthOf = (piece: Piece): number => {
    const place = folded.indexOf(piece);
    return place < 0 ? piece.to - piece.from : (mostForWaits * unit * (wanted[place] ?? 0)) / room;
  };
  const stops = layOut(pieces, widthOf);
  return {
    place: (at) => placeOf(stops, at),
    marks: Array.from({ length: marks }, (_, index) => ({
      place: index / (marks - 1),
      at: instantAt(stops, index / (marks - 1)),
    })),
    isFolded,
  };
}

interface Piece extends Span {
  isBusy: boolean;
}

/** The whole span as what was busy and what was not, by turns. */
function piecesOf({ from, to }: Span, busy: readonly Span[]): Piece[] {
  const pieces: Piece[] = [];
  let reached = from;
  for (const span of busy) {
    const begins = Math.min(Math.max(span.from, reached), to);
    const ends = Math.min(Math.max(span.to, begins), to);
    if (begins > reached) pieces.push({ from: reached, to: begins, isBusy: false });
    if (ends > begins) pieces.push({ from: begins, to: ends, isBusy: true });
    reached = Math.max(reached, ends);
  }
  if (reached < to) pieces.push({ from: reached, to, isBusy: false });
  return pieces;
}

interface Stop extends Span {
  begins: number;
  ends: number;
}

function layOut(pieces: readonly Piece[], widthOf: (piece: Piece) => number): Stop[] {
  const whole = pieces.reduce((sum, piece) => sum + widthOf(piece), 0);
  let reached = 0;
  return pieces.map((piece) => {
    const begins = reached;
    reached += widthOf(piece) / whole;
    return { from: piece.from, to: piece.to, begins, ends: reached };
  });
}

function placeOf(stops: readonly Stop[], at: number): number {
  const stop = stops.find(({ to }) => at <= to) ?? stops.at(-1);
  if (stop === undefined) return 0;
  const share = Math.min(1, Math.max(0, (at - stop.from) / (stop.to - stop.from)));
  return stop.begins + share * (stop.ends - stop.begins);
}

function instantAt(stops: readonly Stop[], place: number): number {
  const stop = stops.find(({ ends }) => place <= ends) ?? stops.at(-1);
  if (stop === undefined) return 0;
  const share = stop.ends === stop.begins ? 0 : Math.min(1, (place - stop.begins) / (stop.ends - stop.begins));
  return stop.from + share * (stop.to - stop.from);
}
