/** A server of releases: a new one can be put out, the network can be cut, a captive portal can answer in its place. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { build } from 'vite';
import { buildServiceWorker } from '../../sw/plugin.mjs';

/** How the network behaves. `portal`: a page for everything; `portal-but-worker`: only sw.js is the real one. */
export type Network = 'open' | 'cut' | 'portal' | 'portal-but-worker';

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.html': 'text/html' };
/** As the real server sends it: src/server/http/security.ts. */
const POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; " +
  "require-trusted-types-for 'script'; trusted-types sw";
const PORTAL = '<!doctype html><title>Sign in to the wireless network</title>';

export interface ReleaseServer {
  readonly origin: string;
  /** Puts out a release whose page has this title. */
  readonly release: (title: string) => Promise<void>;
  readonly network: (network: Network) => void;
  readonly end: () => Promise<void>;
}

export async function serveReleases(): Promise<ReleaseServer> {
  const folder = await mkdtemp(join(tmpdir(), 'fingerpost-releases-'));
  let network: Network = 'open';
  const server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '');
    if (network === 'cut') return void request.socket.destroy();
    if (network === 'portal' || (network === 'portal-but-worker' && path !== '/sw.js'))
      return void response.writeHead(200, { 'content-type': 'text/html' }).end(PORTAL);
    if (path.startsWith('/api/'))
      return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"name":"Quillfeather"}');
    const headers = { 'content-type': TYPES[extname(path)] ?? 'text/plain', 'content-security-policy': POLICY };
    readFile(join(folder, path)).then(
      (body) => response.writeHead(200, headers).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async release(title) {
      for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
      await buildApp(folder);
      const [script] = await readdir(join(folder, 'assets'));
      const page = `<!doctype html><title>${title}</title><script type=module src=/assets/${script}></script>`;
      await writeFile(join(folder, 'index.html'), page);
      await buildServiceWorker(folder);
    },
    network: (next) => {
      network = next;
      server.closeAllConnections();
    },
    end: async () => {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}

const buildApp = (folder: string) =>
  build({
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'es2022',
      rollupOptions: {
        input: resolve('test/sw/release-page.ts'),
        output: { entryFileNames: 'assets/main-[hash].js', format: 'es' },
      },
    },
  });
