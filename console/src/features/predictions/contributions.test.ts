import { describe, expect, test } from 'vitest';
import type { Explanation } from '../../api/types.ts';
import { barOf, layOutShares } from './contributions.ts';

function explanationOf(base: number, contributions: number[], unit: Explanation['unit']): Explanation {
  return {
    base_value: base,
    unit,
    contributions: contributions.map((contribution, index) => ({
      feature: `f${index}`,
      value: index,
      contribution,
      text: `reason ${index}`,
    })),
  };
}

const logistic = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));
const sum = (numbers: number[]): number => numbers.reduce((total, one) => total + one, 0);

test('contributions in the unit probability are points already', () => {
  const layout = layOutShares(explanationOf(0.2, [0.3, -0.1], 'probability'), 0.4, 'probability');
  expect(layout.base).toBeCloseTo(0.2);
  expect(layout.steps.map(({ to }) => to)).toEqual([expect.closeTo(0.5), expect.closeTo(0.4)]);
});

describe('shares of a probability', () => {
  const contributions = [0.3, -1.2, 2.4, 0.05];
  const answer = logistic(-1 + sum(contributions));
  const layout = layOutShares(explanationOf(-1, contributions, 'log_odds'), answer, 'probability');

  test('begin at the average and end at the answer', () => {
    expect(layout.base).toBeCloseTo(logistic(-1));
    expect(layout.steps.at(-1)?.to).toBeCloseTo(answer);
    expect(layout.total).toBe(answer);
  });

  test('stand end to end, the strongest first', () => {
    expect(layout.steps.map(({ feature }) => feature)).toEqual(['f2', 'f1', 'f0', 'f3']);
    layout.steps.forEach((step, index) => {
      expect(step.from).toBeCloseTo(index === 0 ? layout.base : (layout.steps[index - 1]?.to ?? Number.NaN));
    });
  });

  test('add up as they are written', () => {
    expect(layout.writtenBase + sum(layout.steps.map(({ written }) => written))).toBeCloseTo(layout.writtenTotal, 9);
    expect(layout.writtenTotal).toBe(Math.round(answer * 100));
  });

  test('are written with a digit more where all of them are small', () => {
    const small = layOutShares(explanationOf(-1, [0.03, -0.02], 'log_odds'), logistic(-0.99), 'probability');
    expect(small.fractionDigits).toBe(1);
  });

  test('say what calibration has changed', () => {
    const calibrated = layOutShares(explanationOf(-1, contributions, 'log_odds'), 0.9, 'probability');
    const last = calibrated.steps.at(-1);
    expect(last?.kind).toBe('calibration');
    expect(last?.to).toBe(0.9);
    expect(calibrated.writtenBase + sum(calibrated.steps.map(({ written }) => written))).toBeCloseTo(90, 9);
  });
});

describe('shares of an amount', () => {
  test('are put together where there are many', () => {
    const many = Array.from({ length: 20 }, (_, index) => 20 - index);
    const layout = layOutShares(explanationOf(100, many, 'target'), 100 + sum(many), 'target');
    expect(layout.steps).toHaveLength(8);
    expect(layout.steps.at(-1)).toMatchObject({ kind: 'rest', count: 13 });
    expect(layout.steps.at(-1)?.to).toBe(310);
  });

  test('leave no single input to be put together with nothing', () => {
    const layout = layOutShares(explanationOf(0, [8, 7, 6, 5, 4, 3, 2, 1], 'target'), 36, 'target');
    expect(layout.steps.every(({ kind }) => kind === 'feature')).toBe(true);
  });

  test('reach below nought where an amount does', () => {
    const layout = layOutShares(explanationOf(10, [-25], 'target'), -15, 'target');
    expect(layout.low).toBe(-15);
    expect(layout.high).toBe(10);
    expect(layout.steps[0]?.written).toBe(-25);
  });
});

test('a bar runs from its lower to its upper end, whichever way it points', () => {
  expect(barOf({ low: 0, high: 1 }, 0.25, 0.75)).toEqual({ start: 0.25, length: 0.5 });
  expect(barOf({ low: 0, high: 1 }, 0.75, 0.25)).toEqual({ start: 0.25, length: 0.5 });
  expect(barOf({ low: 5, high: 5 }, 5, 5)).toEqual({ start: 0, length: 0 });
});
