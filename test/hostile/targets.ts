/** Every endpoint of the server as something to attack: the table of who may ask what, with what each takes. */
import type * as z from 'zod/mini';
import { ENDPOINTS, addressOf } from '../server/hostile.ts';
import { ROUTES } from '../server/permission/routes-table.ts';

/** An endpoint. `message`, `schema`: what it takes, null where it reads no body. */
export interface Target {
  /** Method and address. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** Has a part that stands for something: a school, a person, a request. */
  readonly hasParts: boolean;
  readonly schema: z.ZodMiniType | null;
  readonly message: unknown;
  /** Methods that its address takes. */
  readonly takes: ReadonlySet<string>;
  /** The answer to each asker, by the table: `ok`, or a status. */
  readonly cells: Readonly<Record<string, string>>;
}

/** All of them, in the order of the table. */
export function allTargets(): readonly Target[] {
  const bodies = new Map(
    ENDPOINTS.map(([line, schema, message]) => [line.startsWith('/') ? `POST ${line}` : line, { schema, message }]),
  );
  const routes = [...ROUTES].map(([route, cells]) => {
    const [method = '', pattern = ''] = route.split('_');
    return { method, pattern, path: addressOf(pattern), cells };
  });
  const targets = routes.map(({ method, pattern, path, cells }): Target => {
    const name = `${method} ${path}`;
    const taken = routes
      .filter((other) => other.path === path)
      .flatMap(({ method: one }) => (one === 'GET' ? ['GET', 'HEAD'] : [one]));
    return {
      name,
      method,
      path,
      hasParts: pattern.includes(':'),
      ...(bodies.get(name) ?? { schema: null, message: undefined }),
      takes: new Set(taken),
      cells,
    };
  });
  const missing = [...bodies.keys()].filter((name) => !targets.some((target) => target.name === name));
  if (missing.length > 0) throw new Error(`No route is called ${missing.join(', ')}`);
  return targets;
}
