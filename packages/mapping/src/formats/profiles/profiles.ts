import { orderRequest } from './cxml/order-request.ts';
import type { ProfileName } from './names.ts';
import type { Profile } from './shape.ts';
import { ublProfiles } from './ubl/profiles.ts';

/** The document types that XML is read into, by name. A new one is a shape and a line here and in `names.ts`. */
export const profiles: Readonly<Record<ProfileName, Profile>> = {
  'cxml-orderrequest': orderRequest,
  ...ublProfiles,
};
