import formatsPlugin from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';

import { re2Engine } from './re2.ts';
import { uniqueItems } from './unique-items.ts';

/** ajv keeps parts of everything it has ever compiled; a new instance now and then lets go of them. */
const compilationsPerInstance = 200;

/** Thrown when a JSON Schema itself can't be used. */
export class SchemaError extends Error {
  readonly code = 'schema.invalid';

  constructor(reason: string) {
    super(`the schema can't be used: ${reason}`);
    this.name = 'SchemaError';
  }
}

/** Compiles schemas to functions that stop at the first error, or find all. */
export class SchemaCompiler {
  private readonly allErrors: boolean;
  private ajv: Ajv2020 | undefined;
  private compilations = 0;

  constructor(allErrors: boolean) {
    this.allErrors = allErrors;
  }

  /** @throws SchemaError */
  compile(schema: object): ValidateFunction {
    const ajv = this.instance();
    try {
      return ajv.compile(schema);
    } catch (error) {
      throw new SchemaError(error instanceof Error ? error.message : String(error));
    } finally {
      // Else a second schema with the same $id would be refused.
      ajv.removeSchema(schema);
    }
  }

  private instance(): Ajv2020 {
    if (this.ajv === undefined || this.compilations >= compilationsPerInstance) {
      this.ajv = createAjv(this.allErrors);
      this.compilations = 0;
    }
    this.compilations += 1;
    return this.ajv;
  }
}

function createAjv(allErrors: boolean): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors,
    // Schemas come from people: annotations of other tools are no reason to refuse them.
    strict: false,
    verbose: true,
    logger: false,
    ownProperties: true,
    code: { regExp: re2Engine },
  });
  formatsPlugin.default(ajv);
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword(uniqueItems);
  return ajv;
}
