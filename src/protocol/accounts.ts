/**
 * Accounts and sessions: what the sign-in page, "Your account" and People exchange with the server. JSON both ways.
 *   GET    /api/welcome                            → welcome
 *   POST   /api/session          signIn            → signedIn
 *   GET    /api/session                            → session, or 401
 *   PUT    /api/session          schoolOpened      → 204       (the school that the next sign-in opens)
 *   DELETE /api/session                            → 204
 *   POST   /api/demo/session     demoSignIn        → signedIn  (demo school only, demo.ts)
 *   POST   /api/activation       activation        → signedIn  (with login and password of an account: adds the school to it)
 *   GET    /api/schools/:school/people             → people    (careers leader, administrator)
 *   POST   /api/schools/:school/people  invitation → invited   (online only: it makes the staff entry and the account)
 *   POST   /api/schools/:school/people/:person/code → invited  (a new activation code)
 *   GET    /api/schools/:school/pupils/codes       → pupilAccounts            (careers leader, administrator)
 *   POST   /api/schools/:school/pupils/codes  pupilCodesWanted → pupilCodes   (all of them or none)
 */
import * as z from 'zod/mini';
import { role } from '../domain/group.ts';
import { personId, recordId, schoolId } from '../domain/ids.ts';
import { line } from '../domain/text.ts';
import { instant, isoDate } from '../domain/time.ts';

/** A login name: what the school gives, often an e-mail address. Case and outer spaces do not count. */
export const login = z.string().check(z.trim(), z.toLowerCase(), z.minLength(2), z.maxLength(200));
/** The fewest characters of a password (checked by the server, which knows whose code it is). */
export const PASSWORD_MIN = { pupil: 8, staff: 12 } as const;
/** A password: as long as `PASSWORD_MIN` says, at most 200, no other rules (NCSC). */
export const password = z.string().check(z.minLength(1), z.maxLength(200));

/** What anybody may know before signing in. */
export const welcome = z.strictObject({ demo: z.boolean(), schoolName: z.nullable(z.string()), version: z.string() });
export type Welcome = z.infer<typeof welcome>;

/** A name and a password, to sign in with. */
export const signIn = z.strictObject({ login, password });
export type SignIn = z.infer<typeof signIn>;

/** Which of the account's schools a person has gone to. */
export const schoolOpened = z.strictObject({ school: schoolId });

/** An activation code is typed as printed; spaces, hyphens and case do not count. It is used once: by staff within 24 hours of being made, by pupils within 14 days. */
export const activation = z.strictObject({ code: z.string().check(z.minLength(4), z.maxLength(64)), login, password });
export type Activation = z.infer<typeof activation>;

/** Who is signed in. For a pupil, `person` is the id of the own record. */
export const session = z.strictObject({
  account: z.string(),
  name: z.string(),
  school: schoolId,
  schoolName: z.string(),
  person: personId,
  roles: z.readonly(z.array(role)),
  demo: z.boolean(),
});
export type Session = z.infer<typeof session>;

/**
 * Signed in at a school. `lockKey`: 32 bytes, base64; what this account's data key at this school is wrapped under on its
 * devices, so that only signing in opens a locked one. It is told at sign-in only and kept nowhere on a device.
 */
const signedInAt = z.strictObject({
  ...session.shape,
  lockKey: z.string().check(z.minLength(44), z.maxLength(44)),
});
export type SignedInAt = z.infer<typeof signedInAt>;

/** The answer to signing in. `elsewhere`: the account's other schools, which the same session serves; left out when there are none. */
export const signedIn = z.strictObject({ ...signedInAt.shape, elsewhere: z.optional(z.array(signedInAt)) });
export type SignedIn = z.infer<typeof signedIn>;

/** A member of staff in People. `account`: none, invited (a code is out), or active. */
export const person = z.strictObject({
  person: personId,
  login: z.nullable(z.string()),
  account: z.enum(['none', 'invited', 'active']),
  codeExpires: z.nullable(instant),
  lastSeen: z.nullable(instant),
});
/** The staff of the school, for the careers leader. */
export const people = z.strictObject({ people: z.array(person) });
export type People = z.infer<typeof people>;

/** A new member of staff: roles, and an adviser's guidance qualification with the days that it covers. */
export const invitation = z.strictObject({
  name: line.check(z.minLength(1)),
  roles: z.array(role).check(z.minLength(1)),
  guidance: z.nullable(z.strictObject({ level: line, from: isoDate, to: z.nullable(isoDate) })),
});
export type Invitation = z.infer<typeof invitation>;

/** The code to hand over, shown once. */
export const invited = z.strictObject({ person: personId, code: z.string(), expires: instant });
export type Invited = z.infer<typeof invited>;

/** Most pupils for whom codes are made in one request: a year group. */
export const PUPIL_CODES_MAX = 400;

/** The pupils who have an account or a code; one who is not named has neither. */
export const pupilAccounts = z.strictObject({
  pupils: z.array(
    z.strictObject({ record: recordId, account: z.enum(['invited', 'active']), codeExpires: z.nullable(instant) }),
  ),
});
export type PupilAccounts = z.infer<typeof pupilAccounts>;

/** A code for each of these pupils; earlier codes of theirs stop working, and a password that is there works on until the code is used. */
export const pupilCodesWanted = z.strictObject({
  records: z.array(recordId).check(z.minLength(1), z.maxLength(PUPIL_CODES_MAX)),
});
export type PupilCodesWanted = z.infer<typeof pupilCodesWanted>;

/** The codes, shown once, in the order asked. They last 14 days: slips are handed out in form time, and the absent come later. */
export const pupilCodes = z.strictObject({
  codes: z.array(z.strictObject({ record: recordId, code: z.string(), expires: instant })),
});
export type PupilCodes = z.infer<typeof pupilCodes>;
