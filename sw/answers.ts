/**
 * Is an answer what was asked for? A captive portal says 200 and sends its own page for everything; once such an answer is
 * in the cache of files, the app is broken until the cache is cleared. The hashes of the release find this as well; this
 * also holds in browsers that ignore them.
 */

/** What each kind of file is sent as. A file of a kind that is not named here may be anything but a page. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  html: ['text/html'],
  js: ['text/javascript', 'application/javascript'],
  css: ['text/css'],
  wasm: ['application/wasm'],
  svg: ['image/svg+xml'],
  png: ['image/png'],
  ico: ['image/x-icon', 'image/vnd.microsoft.icon'],
  woff2: ['font/woff2', 'application/font-woff2'],
  json: ['application/json'],
  webmanifest: ['application/manifest+json', 'application/json'],
  txt: ['text/plain'],
};

/** Must this answer to this address be kept out of the cache? */
export function isWrongAnswer(
  url: string,
  response: Pick<Response, 'status' | 'redirected' | 'type' | 'headers'>,
): boolean {
  if (response.status !== 200 || response.redirected || response.type === 'opaque') return true;
  const type = (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const allowed = TYPES[/\.([a-z0-9]+)$/.exec(new URL(url).pathname)?.[1] ?? ''];
  return allowed ? !allowed.includes(type) : type === 'text/html' || type === '';
}
