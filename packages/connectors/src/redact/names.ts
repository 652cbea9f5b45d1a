/** Fields and headers that hold secrets whatever their value, in small letters without `-`, `_` and spaces. */
const secretNames = new Set([
  'authorization',
  'proxyauthorization',
  'cookie',
  'setcookie',
  'passwd',
  'pwd',
  'passphrase',
  'secret',
  'clientsecret',
  'sharedsecret',
  'hmacsecret',
  'apisecret',
  'secretkey',
  'privatekey',
  'accesskey',
  'secretaccesskey',
  'apikey',
  'xapikey',
  'token',
  'accesstoken',
  'refreshtoken',
  'idtoken',
  'bearertoken',
  'authtoken',
  'sessiontoken',
  'xauthtoken',
  'xcsrftoken',
  'xamzsecuritytoken',
]);

/** Names repeat on every line of a document, so what was found out is kept; a bound keeps odd documents out. */
const known = new Map<string, boolean>();
const mostKnown = 10_000;

/** Whether a field or header of this name is taken for a secret. */
export function isSecretName(name: string): boolean {
  const found = known.get(name);
  if (found !== undefined) return found;
  const secret = looksSecret(name);
  if (known.size < mostKnown && name.length <= 100) known.set(name, secret);
  return secret;
}

function looksSecret(name: string): boolean {
  const plain = name.toLowerCase().replaceAll(/[-_\s]/g, '');
  // `password` at the end catches userPassword and newPassword; `token` does not, because of nextPageToken.
  return secretNames.has(plain) || plain.endsWith('password');
}
