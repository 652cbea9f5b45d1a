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

/** Whether a field or header of this name is taken for a secret. */
export function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replaceAll(/[-_\s]/g, '');
  // `password` at the end catches userPassword and newPassword; `token` does not, because of nextPageToken.
  return secretNames.has(plain) || plain.endsWith('password');
}
