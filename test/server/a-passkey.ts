/**
 * A passkey as a device keeps one (WebAuthn, ES256, attestation "none"), so that what a device would never sign can be sent as
 * well: another origin, nobody verified, a counter that goes back.
 */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { PasskeyAsked, PasskeyWanted } from '../../src/protocol/sign-in.ts';

type Cbor = number | string | Uint8Array | ReadonlyMap<number | string, Cbor>;

/** As much of RFC 8949 as a passkey says. */
function cbor(value: Cbor): Buffer {
  const head = (kind: number, size: number): Buffer =>
    size < 24
      ? Buffer.from([(kind << 5) | size])
      : size < 256
        ? Buffer.from([(kind << 5) | 24, size])
        : Buffer.from([(kind << 5) | 25, size >> 8, size & 255]);
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, inner]) => [cbor(key), cbor(inner)])]);
}

/** What is out of the ordinary. */
interface Otherwise {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly type?: string;
  readonly verified?: boolean;
  readonly present?: boolean;
  readonly counter?: number;
  readonly userHandle?: string | null;
}

export const ORIGIN = 'http://localhost';
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const sha = (bytes: string | Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

export class APasskey {
  readonly id = randomBytes(16);
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  #counter = 0;
  #user = '';

  #authData({ rpId = 'localhost', verified = true, present = true, counter }: Otherwise, made: Uint8Array): Buffer {
    const flags = (present ? 1 : 0) | (verified ? 4 : 0) | (made.length > 0 ? 0x40 : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter ?? (this.#counter += 1));
    return Buffer.concat([sha(rpId), Buffer.from([flags]), count, made]);
  }

  /** Answers what it is asked to make. */
  make({ challenge, user }: PasskeyWanted, over: Otherwise = {}) {
    this.#user = user.id;
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
    const key = new Map<number, Cbor>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]);
    const made = Buffer.concat([Buffer.alloc(16), Buffer.from([0, this.id.length]), this.id, cbor(key)]);
    const object = new Map<string, Cbor>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', this.#authData(over, made)],
    ]);
    return {
      id: text(this.id),
      clientDataJSON: text(this.#client({ type: 'webauthn.create', challenge, ...over })),
      attestationObject: text(cbor(object)),
      transports: ['internal'],
    };
  }

  /** Signs what it is asked. */
  sign({ challenge }: PasskeyAsked, over: Otherwise = {}) {
    const client = this.#client({ type: 'webauthn.get', challenge, ...over });
    const data = this.#authData(over, Buffer.alloc(0));
    return {
      id: text(this.id),
      clientDataJSON: text(client),
      authenticatorData: text(data),
      signature: text(sign('sha256', Buffer.concat([data, sha(client)]), this.#keys.privateKey)),
      userHandle: over.userHandle === undefined ? this.#user : over.userHandle,
    };
  }

  #client({ type, challenge, origin = ORIGIN }: Otherwise): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }
}
