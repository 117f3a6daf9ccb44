import { type SerializerFactory, SerializerSelector } from '@fastify/fast-json-stringify-compiler';
import type { FastifySchemaCompiler } from 'fastify';
import { setImmediate } from 'node:timers/promises';
import { createValidatorCompiler } from './validation.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Compiles the schemas that no request has asked for yet, without keeping requests waiting. @throws on a wrong one */
    compileSchemas(): Promise<void>;
  }
}

interface SchemaCompilers {
  validator: FastifySchemaCompiler<object>;
  buildSerializer: SerializerFactory;
  compileAll(): Promise<void>;
}

/** What checks requests and writes answers, each made when its route is first used: all at once, they would be most of the server's start. */
export function createSchemaCompilers(): SchemaCompilers {
  const compileValidator = createValidatorCompiler();
  const buildSerializer = SerializerSelector();
  const waiting = new Set<() => void>();

  function defer<Arguments extends unknown[], Result>(
    compile: () => (...args: Arguments) => Result,
  ): (...args: Arguments) => Result {
    let compiled: ((...args: Arguments) => Result) | undefined;
    const compileOnce = () => {
      waiting.delete(compileOnce);
      return (compiled ??= compile());
    };
    waiting.add(compileOnce);
    return (...args) => (compiled ?? compileOnce())(...args);
  }

  return {
    validator: (route) => defer(() => compileValidator(route)),
    buildSerializer(schemas, options) {
      const compile = buildSerializer(schemas, options);
      return (route) => defer(() => compile(route));
    },
    async compileAll() {
      for (const compile of waiting) {
        compile();
        await setImmediate();
      }
    },
  };
}
