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
    const school = TABLES.exec(name)?.[1];
    if (!school || parts.isOpen(name)) continue;
    const held = await waitingIn(name).catch(() => null);
    if (!held) continue;
    waiting += held.waiting;
    brought += await bringAll(parts.app, school, held);
  }
  return { waiting, brought };
}

interface Held {
  readonly waiting: number;
  readonly epoch: string | null;
  readonly enrolment: string | null;
  readonly seals: Delivery['seals'];
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
      enrolment: enrolment?.enrolment ?? null,
      seals: waiting.flatMap(({ order, id, first }) => {
        const seal = sealOf.get(order);
        if (seal?.id !== id) return [];
        return [{ id, seal: toBase64(seal.bytes), ...(first === null ? {} : { first }) }];
      }),
    };
  } finally {
    db.close();
  }
}

/** How many the server has of them now. */
async function bringAll(app: string, school: string, { epoch, enrolment, seals }: Held): Promise<number> {
  if (epoch === null || enrolment === null) return 0;
  let brought = 0;
  for (const some of inBodies(seals)) {
    const left = await bring(app, school, { epoch, enrolment, seals: some });
    if (left === null) return brought;
    brought += some.length - left;
  }
  return brought;
}

/** In order, as many as go into one body. */
function inBodies(seals: Delivery['seals']): readonly Delivery['seals'][] {
  const bodies: Delivery['seals'][] = [];
  let bytes = Infinity;
  for (const one of seals) {
    const size = one.seal.length + 100;
    const last = bodies.at(-1);
    if (last && last.length < SEALS_MAX && bytes + size <= SEALS_MAX_BYTES) last.push(one);
    else bodies.push([one]);
    bytes = bodies.at(-1)?.length === 1 ? size : bytes + size;
  }
  return bodies;
}

/** How many of these the server has not taken; null: it was not reached, or says no to all. */
async function bring(app: string, school: string, delivery: Delivery): Promise<number | null> {
  const answer = await askServer(['POST', `/api/schools/${encodeURIComponent(school)}/sealed`], app, delivery);
  if (!answer?.ok) return null;
  // A captive portal answers too.
  const said = (await answer.json().catch(() => null)) as Partial<Delivered> | null;
  return Array.isArray(said?.left) ? said.left.length : null;
}
