/** A class that came as text, as the data have it: yes and no are no words there. */
export function labelValue(label: string): string | boolean {
  if (label === 'true') return true;
  return label === 'false' ? false : label;
}
