/** What a signed-in person or an API key may do. Routes name one of these; nothing is allowed by default. */
export const permissions = [
  'flows:read',
  'flows:write',
  'flows:publish',
  'flows:deploy',
  'connections:read',
  'connections:write',
  'lookups:read',
  'lookups:write',
  'runs:read',
  'runs:operate',
  'exceptions:read',
  'exceptions:operate',
  'intake',
  'admin',
] as const;
export type Permission = (typeof permissions)[number];

export const roles = ['owner', 'admin', 'analyst', 'operator', 'viewer'] as const;
export type Role = (typeof roles)[number];

const reading: Permission[] = [
  'flows:read',
  'connections:read',
  'lookups:read',
  'runs:read',
  'exceptions:read',
];
/** Who mends exceptions adds the rows that lookups miss. */
const operating: Permission[] = [...reading, 'lookups:write', 'runs:operate', 'exceptions:operate'];

/** What each role may do. */
export const rolePermissions: Record<Role, readonly Permission[]> = {
  owner: permissions,
  admin: permissions,
  analyst: [...operating, 'flows:write', 'flows:publish', 'flows:deploy', 'connections:write'],
  operator: operating,
  viewer: reading,
};
