/** A part of a formula: its SQL, and its unit, null for a plain number. */
interface Term {
  sql: string;
  unit: string | null;
}

type Token = { kind: 'number' | 'name' | 'sign'; text: string; at: number };

export type Formula = Term | { fault: 'unreadable'; at: number } | { fault: 'unknown'; name: string };

const TOKEN = /\s*(?:(\d+(?:\.\d+)?|\.\d+)|\{([^{}]+)\}|([\p{L}_][\p{L}\p{M}\p{N}_]*)|([-+*/()]))/uy;
/** So deep may brackets and signs stand in each other. */
const MOST_DEPTH = 50;

/** A formula of named figures as SQL. What is divided by zero is null. @param find the SQL and the unit of a name */
export function readFormula(text: string, find: (name: string) => Term | null): Formula {
  const tokens = tokenize(text);
  if (typeof tokens === 'number') return { fault: 'unreadable', at: tokens };
  let place = 0;
  let depth = 0;
  const next = (): Token | undefined => tokens[place];
  const takeSign = (signs: string): string | null => {
    const token = next();
    if (token?.kind !== 'sign' || !signs.includes(token.text)) return null;
    place += 1;
    return token.text;
  };

  function sum(): Term {
    let left = product();
    for (let sign = takeSign('+-'); sign !== null; sign = takeSign('+-')) {
      const right = product();
      left = { sql: `(${left.sql} ${sign} ${right.sql})`, unit: left.unit === right.unit ? left.unit : null };
    }
    return left;
  }

  function product(): Term {
    let left = factor();
    for (let sign = takeSign('*/'); sign !== null; sign = takeSign('*/')) {
      const right = factor();
      left =
        sign === '*'
          ? {
              sql: `(${left.sql} * ${right.sql})`,
              unit: left.unit === null ? right.unit : right.unit === null ? left.unit : null,
            }
          : { sql: `(${left.sql} / nullif(${right.sql}, 0))`, unit: right.unit === null ? left.unit : null };
    }
    return left;
  }

  function factor(): Term {
    depth += 1;
    if (depth > MOST_DEPTH) throw new Unreadable(next()?.at ?? text.length);
    try {
      if (takeSign('-') !== null) {
        const { sql, unit } = factor();
        return { sql: `(- ${sql})`, unit };
      }
      if (takeSign('(') !== null) {
        const inner = sum();
        if (takeSign(')') === null) throw new Unreadable(next()?.at ?? text.length);
        return inner;
      }
      return atom();
    } finally {
      depth -= 1;
    }
  }

  function atom(): Term {
    const token = next();
    place += 1;
    if (token?.kind === 'number') return { sql: `${Number(token.text)}::double precision`, unit: null };
    if (token?.kind !== 'name') throw new Unreadable(token?.at ?? text.length);
    const found = find(token.text);
    if (!found) throw new UnknownName(token.text);
    return found;
  }

  try {
    const whole = sum();
    const rest = next();
    return rest ? { fault: 'unreadable', at: rest.at } : whole;
  } catch (error) {
    if (error instanceof Unreadable) return { fault: 'unreadable', at: error.at };
    if (error instanceof UnknownName) return { fault: 'unknown', name: error.wanted };
    throw error;
  }
}

/** The tokens, or the place of what is none. */
function tokenize(text: string): Token[] | number {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (!match) return at;
    const [, number, braced, name, sign] = match;
    if (number !== undefined) tokens.push({ kind: 'number', text: number, at });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign, at });
    else tokens.push({ kind: 'name', text: (braced ?? name ?? '').trim(), at });
  }
  return tokens;
}

class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly at: number;

  constructor(at: number) {
    super(`Unreadable at ${at}`);
    this.at = at;
  }
}

class UnknownName extends Error {
  override readonly name = 'UnknownName';
  readonly wanted: string;

  constructor(wanted: string) {
    super(`No figure is called ${wanted}`);
    this.wanted = wanted;
  }
}
