/** A file of program text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

interface Reference {
  readonly key: string;
  /** What stands before it, for telling keys from other dotted names. */
  readonly before: string;
  readonly path: string;
}

interface ReferenceRules {
  /** Every key of the English catalogues. */
  readonly messageKeys: ReadonlySet<string>;
  /** Keys that defined errors and faults ask for. */
  readonly errorKeys: readonly string[];
  /** Beginnings of keys that no source file names, with the reason why they are needed all the same. */
  readonly unnamed: Readonly<Record<string, string>>;
}

/** Checks that every key the program asks for exists, and that no key lies idle. Answers one sentence for each fault. */
export function checkReferences(files: readonly SourceFile[], rules: ReferenceRules): string[] {
  const { messageKeys, errorKeys, unnamed } = rules;
  const namespaces = new Set([...messageKeys, ...errorKeys].map((key) => key.split('.', 1)[0] ?? ''));
  const all = [...messageKeys];
  const literals = findReferences(files, literalPattern([...namespaces]));
  const keys = literals.filter(({ key, before }) => messageKeys.has(key) || looksLikeKey(key, before));
  // The namespace alone would excuse every key in it.
  const prefixes = findReferences(files, templatePattern([...namespaces])).filter(({ key }) => !/^\w+\.$/.test(key));

  const missing = keys.filter(({ key }) => !messageKeys.has(key));
  const baseless = prefixes.filter(({ key }) => !all.some((one) => one.startsWith(key)));
  const undescribed = errorKeys.filter((key) => !messageKeys.has(key));

  const named = new Set([...keys.map(({ key }) => key), ...errorKeys]);
  const beginnings = [...prefixes.map(({ key }) => key), ...Object.keys(unnamed)];
  const idle = all.filter((key) => !named.has(key) && !beginnings.some((beginning) => key.startsWith(beginning)));
  const needless = Object.keys(unnamed).filter((beginning) => !all.some((key) => key.startsWith(beginning)));

  return [
    ...missing.map(({ key, path }) => `${path} asks for ${key}, which no catalogue has`),
    ...baseless.map(({ key, path }) => `${path} asks for keys that begin with ${key}; no catalogue has one`),
    ...undescribed.map((key) => `a defined error or fault needs ${key}, which no catalogue has`),
    ...idle.map((key) => `nothing asks for ${key}`),
    ...needless.map((beginning) => `the exception for ${beginning} covers no key`),
  ];
}

/** A whole key in quotes. */
const literalPattern = (namespaces: readonly string[]): RegExp =>
  new RegExp(`(?<before>[^'"\`]{0,80})(?<quote>['"\`])(?<key>(?:${namespaces.join('|')})\\.[\\w.]*\\w)\\k<quote>`, 'g');

/** The beginning of a key that the program completes, such as `platform.jobs.phase.${phase}`. */
const templatePattern = (namespaces: readonly string[]): RegExp =>
  new RegExp(`\`(?<key>(?:${namespaces.join('|')})\\.[\\w.]*)\\$\\{`, 'g');

function findReferences(files: readonly SourceFile[], pattern: RegExp): Reference[] {
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(pattern)].map(({ groups: { key = '', before = '' } = {} }) => ({ key, before, path })),
  );
}

const FILE_NAME = /\.(?:[cm]?[jt]sx?|json|csv|sql|md|html|css)$/;

/** Operations of the log and names of files are written the same way. */
function looksLikeKey(key: string, before: string): boolean {
  if (/\b(?:translate|t)\([^()]*$/.test(before)) return true;
  return key.split('.').length > 2 && !FILE_NAME.test(key) && !/\boperation:\s*$/.test(before);
}
