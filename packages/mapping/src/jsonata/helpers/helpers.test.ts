import { describe, expect, it } from 'vitest';
import { compile } from '../compile.ts';
import { BUILTINS, functionCatalogue } from '../builtins/index.ts';
import { ExpressionError } from '../errors.ts';
import { HELPER_CASES } from './helpers.cases.fixture.ts';
import { Signature } from '../signature.ts';

const NOW = Date.UTC(2026, 10, 21, 9, 30);

describe('helpers', () => {
  it.each(HELPER_CASES)('%s', (expression, result) => {
    let outcome: unknown;
    try {
      outcome = compile(expression).evaluate({}, {}, { now: NOW, budget: { timeMs: 60_000 } });
    } catch (error) {
      expect(error).toBeInstanceOf(ExpressionError);
      outcome = (error as ExpressionError).code;
    }
    expect(outcome).toEqual(result);
  });
});

describe('the function catalogue', () => {
  it('describes every function of the language', () => {
    expect(functionCatalogue.map((help) => help.name).sort()).toEqual([...BUILTINS.keys()].sort());
  });

  it.each(functionCatalogue.map((help) => [help.name, help] as const))(
    '%s has help that fits',
    (name, help) => {
      expect(help.help).toMatch(/\S.*[.)]$/);
      expect(help.example).toContain(`$${name}(`);
      expect(help.parameters).toHaveLength(new Signature(help.signature).length);
    },
  );

  /** Examples that tell a result which does not depend on a document or on chance. */
  const telling = functionCatalogue.filter(({ example }) =>
    /^(\$.*) gives (["[{\d]|true$|false$)/.test(example),
  );

  it.each(telling.filter(({ name }) => !['random', 'shuffle'].includes(name)).map((help) => [help.example]))(
    '%s',
    (example) => {
      const [expression = '', result = ''] = example.split(' gives ');
      if (/\((?:lines|order)/.test(expression)) return;
      const told = result.replace(/ when .*$/, '');
      const outcome = compile(expression).evaluate({}, {}, { now: Date.UTC(2026, 10, 21) });
      expect(outcome).toEqual(compile(told).evaluate({}));
    },
  );
});
