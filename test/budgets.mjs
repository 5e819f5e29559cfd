/**
 * Size budgets of the built app, gzip. They stand a little above what is measured, so that growth is a decision and not an
 * accident. Printed as a table; exit code 1 when one is broken.
 */
import { releaseSizes } from './release-sizes.mjs';

const KB = 1000;
const sizes = await releaseSizes();
const rows = [
  ['JavaScript before the sign-in page', sizes.signIn, 32 * KB],
  ['JavaScript before an adviser’s Today', sizes.today, 130 * KB],
  ['The release that a device keeps', sizes.release, 535 * KB],
];
console.table(
  rows.map(([what, size, most]) => ({ what, 'kB gzip': Math.round(size / 100) / 10, 'at most': most / KB })),
);
if (rows.some(([, size, most]) => size > most)) process.exitCode = 1;
