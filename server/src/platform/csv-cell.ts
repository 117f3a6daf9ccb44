/** A spreadsheet runs a cell that begins with one of these as a formula. */
const FORMULA = /^\s*[=+\-@\t\r]/;

/** One cell of a CSV file. An apostrophe in front keeps a spreadsheet from running what somebody else wrote. */
export function writeCsvCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
