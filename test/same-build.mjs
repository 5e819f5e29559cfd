/**
 * Builds the app and the server once more, elsewhere, and compares every file with what was built before: the same source gives
 * the same bytes, so that anybody can see that a release is what its source says. Run after the build.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const again = mkdtempSync(join(tmpdir(), 'fingerpost-build-'));

/** Each file with the hash of what is in it. */
const hashed = (folder) =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .map((file) => [relative(folder, file), createHash('sha256').update(readFileSync(file)).digest('hex')]),
  );

const outDir = (part) => join(again, part);
await build({ logLevel: 'error', build: { outDir: outDir('app'), emptyOutDir: true } });
await build({ logLevel: 'error', build: { ssr: 'src/server/main.ts', outDir: outDir('server'), emptyOutDir: true } });
let different = 0;
for (const part of ['app', 'server']) {
  const [before, now] = [hashed(join(dist, part)), hashed(outDir(part))];
  for (const file of new Set([...before.keys(), ...now.keys()])) {
    if (before.get(file) === now.get(file)) continue;
    different += 1;
    console.error(`Not the same the second time: ${part}/${file}`);
  }
  console.log(`${part}: ${now.size} files`);
}
rmSync(again, { recursive: true, force: true });
process.exitCode = different === 0 ? 0 : 1;
