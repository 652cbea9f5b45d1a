import type { JsonSchema } from '../json.ts';
import { Place } from './place.ts';
import type { Effort, InferenceLimits } from './place.ts';
import { schemaOfPlace } from './schema-of-place.ts';
import type { SchemaStyle } from './schema-of-place.ts';

export interface InferenceOptions extends Partial<InferenceLimits>, Partial<SchemaStyle> {
  title?: string;
}

/** What was found out from samples. */
export interface InferredSchema {
  schema: JsonSchema;
  /** Samples taken in. */
  samples: number;
  /** False when there was more than the limit allows to look at; the schema leaves open what was not seen. */
  complete: boolean;
}

/**
 * Finds a schema out from samples, one by one, in memory that does not grow with their number: types, formats,
 * required fields, lists of values, maps. Every sample is valid against the result.
 */
export class SchemaInference {
  private readonly place = new Place();
  private readonly effort: Effort;
  private readonly style: SchemaStyle;
  private readonly title: string | undefined;

  constructor(options: InferenceOptions = {}) {
    const { title, maxEnum = 12, closed = false } = options;
    const { maxValues = 5_000_000, maxDepth = 100, maxNames = 2_000 } = options;
    this.title = title;
    this.style = { maxEnum, closed };
    this.effort = { limits: { maxValues, maxDepth, maxNames }, values: 0 };
  }

  /** @param sample Plain JSON data */
  add(sample: unknown): void {
    this.place.add(sample, this.effort);
  }

  result(): InferredSchema {
    const schema = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      ...(this.title === undefined ? {} : { title: this.title }),
      ...schemaOfPlace(this.place, this.style),
    };
    const complete = this.effort.values <= this.effort.limits.maxValues;
    return { schema, samples: this.place.count, complete };
  }
}

/** A schema that all samples are valid against. */
export function inferSchema(samples: Iterable<unknown>, options: InferenceOptions = {}): JsonSchema {
  const inference = new SchemaInference(options);
  for (const sample of samples) inference.add(sample);
  return inference.result().schema;
}
