import { describe, expect, it } from 'vitest';
import { isWrongAnswer } from '../../sw/answers.ts';

const answer = (type: string | null, more: Partial<Pick<Response, 'status' | 'redirected' | 'type'>> = {}) => ({
  status: 200,
  redirected: false,
  type: 'basic' as const,
  headers: new Headers(type === null ? {} : { 'content-type': type }),
  ...more,
});
const at = (path: string) => `https://school.example${path}`;

describe('an answer for a file of the app', () => {
  it.each([
    ['/index.html', 'text/html; charset=utf-8'],
    ['/assets/main-abc123.js', 'text/javascript'],
    ['/assets/main-abc123.js', 'application/javascript; charset=utf-8'],
    ['/assets/main-abc123.css', 'text/css'],
    ['/app.webmanifest', 'application/manifest+json'],
    ['/icon.svg', 'image/svg+xml'],
    ['/other.bin', 'application/octet-stream'],
    ['/index.html?__WB_REVISION__=1', 'text/html'],
  ])('is kept when it is what was asked for (%s as %s)', (path, type) => {
    expect(isWrongAnswer(at(path), answer(type))).toBe(false);
  });

  it.each([
    ['/assets/main-abc123.js', 'text/html'],
    ['/assets/main-abc123.css', 'text/html; charset=utf-8'],
    ['/assets/main-abc123.js', null],
    ['/icon.svg', 'text/html'],
    ['/other.bin', 'text/html'],
    ['/other.bin', null],
    ['/index.html', 'application/json'],
  ])('is refused when it is something else (%s as %s)', (path, type) => {
    expect(isWrongAnswer(at(path), answer(type))).toBe(true);
  });

  it.each([
    [{ status: 404 }],
    [{ status: 500 }],
    [{ status: 206 }],
    [{ redirected: true }],
    [{ type: 'opaque' as const }],
  ])('is refused when it was not simply given (%o)', (more) => {
    expect(isWrongAnswer(at('/index.html'), answer('text/html', more))).toBe(true);
  });
});
