/**
 * Builds a page from a script and serves it on loopback.
 * For what fake-indexeddb cannot show: durability, quota, several tabs, what is on the disk, speed.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { build } from 'vite';

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.html': 'text/html' };

export interface PageServer {
  /** One origin for each port asked for. */
  readonly origins: readonly string[];
  readonly end: () => Promise<void>;
}

/** A page at "/" of each origin that runs the script (a path from the top of the project). */
export async function servePage(script: string, originCount = 1): Promise<PageServer> {
  const root = await mkdtemp(join(tmpdir(), 'fingerpost-page-'));
  await build({
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    build: {
      outDir: root,
      emptyOutDir: false,
      target: 'es2022',
      rollupOptions: { input: resolve(script), output: { entryFileNames: 'page.js', format: 'es' } },
    },
  });
  await writeFile(
    join(root, 'index.html'),
    '<!doctype html><title>page</title><script type=module src=page.js></script>',
  );
  const servers = await Promise.all(Array.from({ length: originCount }, () => serve(root)));
  return {
    origins: servers.map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    end: async () => {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
      await rm(root, { recursive: true, force: true });
    },
  };
}

async function serve(root: string) {
  const server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '/index.html');
    readFile(join(root, path)).then(
      (body) => response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/plain' }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  return server;
}
