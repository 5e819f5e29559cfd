/**
 * Bringing to the server what is sealed on this device, whoever saved it: from the sign-in page, beside somebody else's
 * session, and from the service worker. It reads and writes nothing: what became of it only its author learns. So it is sent
 * again until its author has signed in; the server takes nothing twice (SPEC I8).
 * Without a library: the sign-in page and the service worker are small.
 */
import type { Delivered, Delivery } from '../protocol/sealed.ts';
import { BODY_MAX_BYTES, SEALS_MAX } from '../protocol/limits.ts';
import type { OwnRow, SealRow, StateRow } from './database.ts';
import type { EnrolmentRow } from './enrolment.ts';
import { askServer } from './ask-server.ts';
import { TABLES, asked, databaseNames, opened } from './bare-tables.ts';
import { toBase64 } from './base64.ts';

/** What was found on the device, of everybody who is not left out. */
export interface Delivering {
  /** Own mutations without an outcome. */
  readonly waiting: number;
  /** Of these, how many the server has. */
  readonly brought: number;
}

/** What became of the tables of one name. `left`: seals that the server has not taken, and may take another time. */
interface FromTables extends Delivering {
  readonly left: number;
}

/** `app`: the release, which every call names. `isOpen`: databases that are sending by themselves. */
export interface DeliveryParts {
  readonly app: string;
  readonly isOpen: (database: string) => boolean;
}

/** Room for the rest of a body. */
const SEALS_MAX_BYTES = BODY_MAX_BYTES - 4096;

/** Brings all of it, as far as the server is reached. Never rejects. */
export async function deliverSealed(parts: DeliveryParts): Promise<Delivering> {
  let [waiting, brought] = [0, 0];
  for (const name of await databaseNames()) {
    if (parts.isOpen(name)) continue;
    const from = await deliverFrom(parts.app, name).catch(() => null);
    waiting += from?.waiting ?? 0;
    brought += from?.brought ?? 0;
  }
  return { waiting, brought };
}

/** The same of the tables of one name. Null: they are nobody's, or of an app that sealed nothing. Rejects when they cannot be read. */
export async function deliverFrom(app: string, name: string): Promise<FromTables | null> {
  const school = TABLES.exec(name)?.[1];
  const held = school === undefined ? null : await waitingIn(name);
  if (school === undefined || held === null) return null;
  const brought = await bringAll(app, school, held);
  // What nobody enrolled signed, or was saved before the first contact, the server can never take.
  const signedBy = held.epoch === null ? [] : held.seals.filter(({ enrolment }) => enrolment !== undefined);
  return { waiting: held.waiting, brought, left: signedBy.length - brought };
}

interface Held {
  readonly waiting: number;
  readonly epoch: string | null;
  readonly seals: readonly Signed[];
}

/** A seal with the enrolment that signed it. */
export interface Signed {
  readonly enrolment: string | undefined;
  readonly seal: Delivery['seals'][number];
}

/** The seal of an own mutation as it is brought; none when another mutation has its place. `enrolment`: the device's own. */
export function signed(
  { id, first }: Pick<OwnRow, 'id' | 'first'>,
  row: SealRow | undefined,
  enrolment: string | undefined,
): readonly Signed[] {
  if (row?.id !== id) return [];
  const seal = { id, seal: toBase64(row.bytes), ...(first === null ? {} : { first }) };
  return [{ enrolment: row.enrolment ?? enrolment, seal }];
}

/** What waits in one database. Null: it is of an app that sealed nothing. */
async function waitingIn(name: string): Promise<Held | null> {
  const db = await opened(name);
  try {
    if (!['own', 'seal', 'meta'].every((table) => db.objectStoreNames.contains(table))) return null;
    const tx = db.transaction(['own', 'seal', 'meta'], 'readonly');
    const [own, seals, orders, state, enrolment] = await Promise.all([
      asked<OwnRow[]>(tx.objectStore('own').getAll()),
      asked<SealRow[]>(tx.objectStore('seal').getAll()),
      asked<IDBValidKey[]>(tx.objectStore('seal').getAllKeys()),
      asked<StateRow | undefined>(tx.objectStore('meta').get('state')),
      asked<EnrolmentRow | undefined>(tx.objectStore('meta').get('enrolment')),
    ]);
    const sealOf = new Map(orders.map((order, i) => [order, seals[i]]));
    const waiting = own.filter(({ taken, refused }) => taken === null && refused === null);
    return {
      waiting: waiting.filter(({ touches }) => touches.length > 0).length,
      epoch: state?.epoch ?? null,
      seals: waiting.flatMap((own) => signed(own, sealOf.get(own.order), enrolment?.enrolment)),
    };
  } finally {
    db.close();
  }
}

/** How many the server has of them now. */
async function bringAll(app: string, school: string, { epoch, seals }: Held): Promise<number> {
  if (epoch === null) return 0;
  let brought = 0;
  for (const delivery of deliveries(epoch, seals)) {
    const said = await bring(app, school, delivery);
    if (said === null) return brought;
    brought += delivery.seals.length - said.left.length;
  }
  return brought;
}

/** In order, as many as go into one body, each of one enrolment. What nobody enrolled signed stays. */
export function deliveries(epoch: string, seals: readonly Signed[]): readonly Delivery[] {
  const bodies: { epoch: string; enrolment: string; seals: Delivery['seals'] }[] = [];
  let bytes = Infinity;
  for (const { enrolment, seal } of seals) {
    if (enrolment === undefined) continue;
    const size = seal.seal.length + 100;
    const last = bodies.at(-1);
    const fits = last?.enrolment === enrolment && last.seals.length < SEALS_MAX && bytes + size <= SEALS_MAX_BYTES;
    if (fits) last.seals.push(seal);
    else bodies.push({ epoch, enrolment, seals: [seal] });
    bytes = fits ? bytes + size : size;
  }
  return bodies;
}

/** What the server said of these; null: it was not reached, or says no to all. */
export async function bring(app: string, school: string, delivery: Delivery): Promise<Delivered | null> {
  const answer = await askServer(['POST', `/api/schools/${encodeURIComponent(school)}/sealed`], app, delivery);
  if (!answer?.ok) return null;
  // A captive portal answers too.
  const said = (await answer.json().catch(() => null)) as Partial<Delivered> | null;
  return said && Array.isArray(said.left) ? { ...said, left: said.left } : null;
}
