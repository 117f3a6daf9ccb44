/** What one expression of one tenant may cost. All are counts, so that the same input always gets the same answer. */
export const limits = {
  /** Characters of a template, a formula, a pattern, a path. */
  templateLength: 200_000,
  formulaLength: 2000,
  patternLength: 500,
  pathLength: 400,
  /** Characters of one `{{ … }}` or `{% … %}`: bounds the operands that one turn of a loop may look at. */
  tagLength: 500,
  /** Tags, texts and filters that one rendering may go through. */
  templateSteps: 5000,
  /** Characters and list items that the filters of one rendering may make. */
  templateMemory: 2_000_000,
  templateOutput: 500_000,
  /** Nodes of a formula, and how deep they may stand in each other. */
  formulaNodes: 500,
  formulaDepth: 50,
  /** Turns of all macros (`map`, `filter`, `all` …) of one evaluation, inner ones counted each time. */
  formulaTurns: 2000,
  /** Values that are handed to a formula. */
  formulaValues: 50_000,
  /** Instructions of a compiled pattern, and characters that it is asked about. */
  patternProgram: 2000,
  patternText: 20_000,
  /** How deep conditions and parameters may stand in each other. */
  depth: 10,
  parameterDepth: 20,
} as const;
