import fc from 'fast-check';

/**
 * Generated inputs are the same in every run, so that a run that fails tells of a change, and fails again.
 * `CROSSDOCK_PROPERTY_SEED` takes another number, or `random` to look for inputs that nobody has tried yet;
 * `CROSSDOCK_PROPERTY_RUNS` says how many of them.
 */
const usualSeed = 20_260_901;

const chosen = process.env['CROSSDOCK_PROPERTY_SEED'] ?? usualSeed;
if (chosen !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(chosen) });
