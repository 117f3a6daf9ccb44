import type { Card } from './card.ts';

/** A card as CommonMark with tables (GitHub Flavored Markdown 0.29). */
export function toMarkdown({ title, sections }: Card): string {
  const blocks = sections.flatMap(({ title: heading, paragraphs, table }) => [
    `## ${escape(heading)}`,
    ...paragraphs.map(escape),
    ...(table && table.rows.length > 0 ? [toTable(table)] : []),
  ]);
  return `${[`# ${escape(title)}`, ...blocks].join('\n\n')}\n`;
}

const line = (cells: string[]): string => `| ${cells.map(escape).join(' | ')} |`;

function toTable({ columns, rows }: { columns: string[]; rows: string[][] }): string {
  return [line(columns), `|${' --- |'.repeat(columns.length)}`, ...rows.map(line)].join('\n');
}

/** What people have written is shown as they wrote it, and on one line. */
function escape(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]<>#|!~]/g, '\\$&')
    .replace(/^([-+=]|\d+[.)])/, '\\$1')
    .replaceAll('&', '&amp;');
}
