import type { Permission } from '@crossdock/flow-schema';

/** What each permission lets a program do, in words. */
export const scopeTexts: Record<Permission, string> = {
  intake: 'send messages',
  'flows:read': 'read flows',
  'flows:write': 'change flows',
  'flows:publish': 'publish versions',
  'flows:deploy': 'deploy flows',
  'connections:read': 'read connections',
  'connections:write': 'change connections',
  'lookups:read': 'read lookup tables',
  'lookups:write': 'change rows of lookup tables',
  'runs:read': 'read runs',
  'runs:operate': 'replay and cancel runs',
  'exceptions:read': 'read exceptions',
  'exceptions:operate': 'resume and discard exceptions',
  admin: 'administer',
};

export const permissions = Object.keys(scopeTexts) as Permission[];

export function scopesText(scopes: readonly Permission[]): string {
  if (scopes.length === permissions.length) return 'everything';
  return scopes.map((scope) => scopeTexts[scope]).join(', ');
}
