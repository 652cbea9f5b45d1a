import Type, { type Static } from 'typebox';
import { closed, Id, nullable, Timestamp } from './common.ts';
import { permissions, roles } from './permissions.ts';

const Email = Type.String({ format: 'email', maxLength: 254, title: 'E-mail' });
const Password = Type.String({ minLength: 12, maxLength: 200, title: 'Password' });

export const SetupBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 120, title: 'Name' }),
    email: Email,
    password: Password,
  },
  closed,
);
export type SetupBody = Static<typeof SetupBody>;

/** The address as it was given when the person was created; that it is one was checked then. */
export const LoginBody = Type.Object(
  {
    email: Type.String({ minLength: 1, maxLength: 254, title: 'E-mail' }),
    password: Type.String({ minLength: 1, maxLength: 200, title: 'Password' }),
  },
  closed,
);
export type LoginBody = Static<typeof LoginBody>;

/** Who is signed in. `csrfToken` goes back in the header `X-CSRF-Token` of every change made with the cookie. */
export const Session = Type.Object(
  {
    user: Type.Object({ id: Id, name: Type.String(), email: Type.String(), role: Type.Enum(roles) }, closed),
    permissions: Type.Array(Type.Enum(permissions)),
    csrfToken: Type.Optional(Type.String()),
  },
  closed,
);
export type Session = Static<typeof Session>;

/** Whether the first owner must still be created; open to everybody, and says nothing else. */
export const SetupState = Type.Object({ needed: Type.Boolean(), version: Type.String() }, closed);
export type SetupState = Static<typeof SetupState>;

export const ApiKey = Type.Object(
  {
    id: Id,
    name: Type.String(),
    prefix: Type.String({ description: 'First characters, to recognise it by.' }),
    scopes: Type.Array(Type.Enum(permissions)),
    createdAt: Timestamp,
    lastUsedAt: nullable(Timestamp),
    expiresAt: nullable(Timestamp),
  },
  closed,
);
export type ApiKey = Static<typeof ApiKey>;

export const ApiKeyCreate = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 120, title: 'Name' }),
    scopes: Type.Array(Type.Enum(permissions), { minItems: 1, title: 'Scopes' }),
    expiresAt: Type.Optional(Timestamp),
  },
  closed,
);
export type ApiKeyCreate = Static<typeof ApiKeyCreate>;

/** `key` is shown this once and never again. */
export const ApiKeyCreated = Type.Object({ ...ApiKey.properties, key: Type.String() }, closed);
export type ApiKeyCreated = Static<typeof ApiKeyCreated>;

export const Environment = Type.Object({ key: Type.String(), name: Type.String() }, closed);
export type Environment = Static<typeof Environment>;
