import { mapTestsCommand } from './map-tests/cli/command.ts';

process.exitCode = mapTestsCommand(process.argv.slice(2), { out: console.log, error: console.error });
