/** The oldest Node.js that Crossdock runs on: major and minor version. */
const oldest = [20, 19];

/**
 * Tells whether a version of Node.js will do. Written so that very old versions can run it too.
 *
 * @param {string} version such as "20.19.0"
 * @returns {string | undefined} a plain message if it will not
 */
export function nodeVersionProblem(version) {
  const parts = version.split('.').map(Number);
  const [major = 0, minor = 0] = parts;
  const [oldestMajor = 0, oldestMinor = 0] = oldest;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined;
  return `Crossdock needs Node.js ${oldest.join('.')} or newer; this is ${version}. Get a newer one from https://nodejs.org.`;
}
