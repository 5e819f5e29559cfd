/** UUIDs of version 7: 48 bits of time, 74 of chance, so that ids sort in the order in which they were made. RFC 9562. */

const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));
let lastMs = 0;
let serial = 0;

/** A new id; later ones of this tab sort after it, within a millisecond too. */
export function newUuid(): string {
  const now = Math.max(Date.now(), lastMs);
  serial = now === lastMs ? serial + 1 : 0;
  lastMs = now;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (40 - 8 * i)) & 0xff;
  bytes[6] = 0x70 | ((serial >> 8) & 0x0f);
  bytes[7] = serial & 0xff;
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => HEX[byte]).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
