/**
 * Reading a JSON body: its type, its size, its encoding, its depth and its shape are checked, in this order, before
 * anything is done with it. Wrong input is a 4xx problem and never an exception. Source: OWASP ASVS 5.0, 1.5.2, 2.2.1, 4.3.
 */
import type { Context } from 'hono';
import type * as z from 'zod/mini';
import { BODY_MAX_BYTES, DEPTH_MAX } from '../../protocol/limits.ts';
import { ProblemError } from './problem.ts';

/** Keys that could reach a prototype. */
const POISON = /"(?:__proto__|constructor|prototype)"\s*:/;

const JSON_TYPE = /^application\/json\s*(?:;|$)/i;

/** How large a body may be, bytes, and what to do when it is larger. */
interface Limit {
  readonly maxBytes: number;
  readonly advice?: string;
}

/** The body, checked against its schema. Throws a ProblemError. */
export async function readJson<T>(
  c: Context,
  schema: z.ZodMiniType<T>,
  limit: Limit = { maxBytes: BODY_MAX_BYTES },
): Promise<T> {
  if (!JSON_TYPE.test(c.req.header('content-type') ?? '')) throw new ProblemError('wrong-type');
  if (c.req.header('content-encoding') !== undefined)
    throw new ProblemError('wrong-type', 'Send the body as it is, not compressed.');
  const text = decode(await readBytes(c, limit));
  if (depthOf(text) > DEPTH_MAX + 2) throw new ProblemError('bad-request', 'This is nested too deeply.');
  const parsed = schema.safeParse(parse(text));
  if (!parsed.success)
    throw new ProblemError('bad-request', `Not as expected: ${parsed.error.issues[0]?.path.join('.') || 'the body'}`);
  return parsed.data;
}

async function readBytes(c: Context, { maxBytes, advice }: Limit): Promise<Uint8Array> {
  const announced = Number(c.req.header('content-length') ?? 0);
  if (announced > maxBytes) throw new ProblemError('too-big', advice);
  const pieces: Uint8Array[] = [];
  let size = 0;
  const body: ReadableStream<Uint8Array> | null = c.req.raw.body;
  if (body) {
    for await (const piece of body as unknown as AsyncIterable<Uint8Array>) {
      size += piece.length;
      if (size > maxBytes) throw new ProblemError('too-big', advice);
      pieces.push(piece);
    }
  }
  return Buffer.concat(pieces);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ProblemError('bad-request', 'This is not UTF-8.');
  }
}

function parse(text: string): unknown {
  try {
    const unescaped = /\\u00/i.test(text) ? JSON.stringify(JSON.parse(text)) : text;
    if (POISON.test(unescaped)) throw new ProblemError('bad-request', 'A name in the body is not allowed.');
    return JSON.parse(text);
  } catch (problem) {
    if (problem instanceof ProblemError) throw problem;
    throw new ProblemError('bad-request', 'This is not JSON.');
  }
}

/** Deepest nesting of brackets outside strings, counted without building anything. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (inString) {
      if (c === '\\') i++;
      else if (c === '"') inString = false;
    } else if (c === '"') inString = true;
    else if (c === '{' || c === '[') deepest = Math.max(deepest, ++depth);
    else if (c === '}' || c === ']') depth--;
  }
  return deepest;
}
