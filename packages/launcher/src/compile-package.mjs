import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { inRoot } from './paths.mjs';

/**
 * Translates a package's TypeScript files to JavaScript, each by itself, as its tsconfig.json says. The types are not
 * checked: that is what the tests do, and a start need not wait for it.
 *
 * Runs as a program of its own: `node compile-package.mjs <folder>…`, folders relative to the root.
 */
const ts = /** @type {typeof import('typescript')} */ (createRequire(inRoot('package.json'))('typescript'));

const problems = process.argv.slice(2).flatMap((folder) => compilePackage(inRoot(folder)));
if (problems.length > 0) {
  console.error(ts.formatDiagnostics(problems, formatHost()));
  process.exitCode = 1;
}

/** @param {string} folder */
function compilePackage(folder) {
  const config = readConfig(join(folder, 'tsconfig.json'));
  const { rootDir = folder, outDir = folder } = config.options;
  return config.fileNames.flatMap((file) => {
    const { outputText, sourceMapText, diagnostics } = ts.transpileModule(readFileSync(file, 'utf8'), {
      fileName: file,
      // As an ES module: whoever asks for the format of this one file finds no package.json.
      compilerOptions: { ...config.options, module: ts.ModuleKind.ESNext },
      reportDiagnostics: true,
    });
    const target = join(outDir, relative(rootDir, file)).replace(/\.ts$/, '.js');
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
    if (sourceMapText !== undefined) {
      writeFileSync(`${target}.map`, withSource(sourceMapText, relative(dirname(target), file)));
    }
    return diagnostics ?? [];
  });
}

/** @param {string} path */
function readConfig(path) {
  const config = ts.getParsedCommandLineOfConfigFile(path, undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (problem) => {
      throw new Error(ts.flattenDiagnosticMessageText(problem.messageText, '\n'));
    },
  });
  if (config === undefined) throw new Error(`${path} cannot be read`);
  return config;
}

/**
 * Puts the way to the source file into a source map: a file translated by itself knows only its name.
 *
 * @param {string} sourceMap
 * @param {string} source
 */
function withSource(sourceMap, source) {
  return JSON.stringify({
    ...JSON.parse(sourceMap),
    sourceRoot: '',
    sources: [source.replaceAll('\\', '/')],
  });
}

/** @returns {import('typescript').FormatDiagnosticsHost} */
function formatHost() {
  return {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => inRoot(),
    getNewLine: () => '\n',
  };
}
