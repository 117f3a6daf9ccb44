/** Sixty months of a shop whose sales follow, with noise, from the month before, the marketing and the season. */
export function salesCsv(months = 60): string {
  const lines = ['month,previous_month_sales,marketing_spend,seasonality,next_month_sales'];
  let previous = 120_000;
  for (let index = 0; index < months; index += 1) {
    const month = new Date(Date.UTC(2020, index, 1)).toISOString().slice(0, 10);
    const spend = 20_000 + ((index * 7919) % 9000);
    const season = 1 + 0.2 * Math.sin((index / 12) * 2 * Math.PI);
    const noise = (index * 104_729) % 5000;
    const next = Math.round(0.6 * previous + 1.5 * spend + 30_000 * season + noise);
    lines.push(`${month},${previous},${spend},${season.toFixed(3)},${next}`);
    previous = next;
  }
  return `${lines.join('\n')}\n`;
}
