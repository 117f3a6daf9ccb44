import { createRequire } from 'node:module';
import type * as LiquidJs from 'liquidjs';
import type { Context, Emitter, Liquid, Output, Template } from 'liquidjs';
import type { Json } from '../interpreter/protocol.ts';
import { ExpressionFailure, ExpressionFault, excerpt } from './expression-error.ts';
import { installFilters } from './filters.ts';
import { limits } from './limits.ts';
import { wholeScope, type Scope } from './scope.ts';
import { textOf, type Resolver } from './text.ts';

// Read at the first template that needs it: most are nothing but texts and paths.
type LiquidModule = typeof LiquidJs;
const require = createRequire(import.meta.url);

const KEPT_TAGS = new Set(['if', 'unless', 'case', 'for', 'break', 'continue', 'assign', 'comment', 'raw', '#']);
const TAG = /\{\{(?:.*?)\}\}|\{%(?:.*?)%\}/gs;

interface Engine {
  module: LiquidModule;
  liquid: Liquid;
}

/** The rendering under way: there is one at a time, from its beginning to its end. */
let under: { scope: Scope; steps: number } | null = null;

class TooCostly extends Error {}

function spend(): void {
  if (under === null) return;
  under.steps += 1;
  if (under.steps > limits.templateSteps) throw new TooCostly();
}

let loaded: Engine | undefined;

/** Loaded when a template first needs it. */
function getEngine(): Engine {
  if (loaded !== undefined) return loaded;
  const module: LiquidModule = require('liquidjs');
  const liquid = new module.Liquid({
    strictFilters: true,
    strictVariables: true,
    lenientIf: true,
    ownPropertyOnly: true,
    dynamicPartials: false,
    templates: {},
    parseLimit: limits.templateLength,
    memoryLimit: limits.templateMemory,
    outputEscape: textOf,
  });
  for (const name of Object.keys(liquid.tags)) if (!KEPT_TAGS.has(name)) Reflect.deleteProperty(liquid.tags, name);
  installFilters(liquid, spend, () => under?.scope ?? NOWHERE);
  loaded = { module, liquid };
  return loaded;
}

const NOWHERE: Scope = { trigger: {}, outputs: [], organization: {}, run: {}, at: 0 };

/** @throws ExpressionFault where it cannot be read */
export function parseLiquid(source: string): Resolver {
  for (const [tag] of source.matchAll(TAG)) {
    if (tag.length > limits.tagLength) throw new ExpressionFault('tag_too_long', { limit: limits.tagLength });
  }
  const engine = getEngine();
  const templates = parse(engine, source);
  const { Output: OutputOf } = engine.module;
  const [single] = templates;
  const isAlone = templates.length === 1 && single instanceof OutputOf;
  return (scope) => (isAlone ? evaluate(engine, single, scope) : render(engine, templates, scope));
}

function parse({ liquid, module }: Engine, source: string): Template[] {
  try {
    return liquid.parse(source);
  } catch (error) {
    const near = error instanceof module.LiquidError ? error.token.getText() : source;
    throw new ExpressionFault('template_invalid', { near: excerpt(near) });
  }
}

function render(engine: Engine, templates: Template[], scope: Scope): string {
  return within(engine, scope, (context) => {
    const output = boundedEmitter();
    engine.module.toValueSync(engine.liquid.renderer.renderTemplates(templates, context, output));
    return output.buffer;
  });
}

/** The value itself: its last filter, which makes it a text, is left out. */
function evaluate(engine: Engine, { value }: Output, scope: Scope): Json {
  return within(engine, scope, (context) => {
    const filters = value.filters;
    const last = filters.pop();
    try {
      return jsonOf(engine.module.toValueSync(value.value(context, false)));
    } finally {
      if (last !== undefined) filters.push(last);
    }
  });
}

function within<T>(engine: Engine, scope: Scope, use: (context: Context) => T): T {
  const { module, liquid } = engine;
  const context = new module.Context(wholeScope(scope), liquid.options, { sync: true }, { liquid });
  // Liquid asks this one before every part; it counts parts, for a clock would judge by how busy the machine is.
  Object.defineProperty(context, 'renderLimit', { value: { use: spend, check: spend } });
  under = { scope, steps: 0 };
  try {
    return use(context);
  } catch (error) {
    throw failureOf(engine, error);
  } finally {
    under = null;
  }
}

function failureOf({ module }: Engine, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const message = error.message;
  if (error instanceof module.UndefinedVariableError) {
    const path = /undefined variable: ([^,\n]*)/.exec(message)?.[1] ?? '';
    return new ExpressionFailure('variable_missing', { path: excerpt(path) });
  }
  const cause = error instanceof module.LiquidError ? error.originalError : error;
  if (cause instanceof TooCostly || /limit exceeded/.test(message)) {
    return new ExpressionFailure('template_too_costly');
  }
  const near = error instanceof module.LiquidError ? error.token.getText() : '';
  return new ExpressionFailure('template_failed', { near: excerpt(near) });
}

function boundedEmitter(): Emitter & { buffer: string } {
  const emitter = {
    buffer: '',
    write(piece: unknown): void {
      emitter.buffer += textOf(piece);
      if (emitter.buffer.length > limits.templateOutput) throw new TooCostly();
    },
  };
  return emitter;
}

/** What filters give may be more than JSON: numbers that are none, texts that are objects. */
function jsonOf(value: unknown): Json {
  const text = JSON.stringify(value);
  return text === undefined ? null : JSON.parse(text);
}
