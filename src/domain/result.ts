/** Expected failures as values. Throwing is for bugs only, which `assert` throws. */

/** A value that was to be had. */
export type Ok<T> = { readonly ok: true; readonly value: T };
/** The reason why there is no value: a union by kind, never a thrown error. */
export type Err<E> = { readonly ok: false; readonly error: E };

/** A value, or the reason why there is none. */
export type Result<T, E> = Ok<T> | Err<E>;

/** Wraps a value as a success. */
export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });

/** Wraps a reason as a failure. */
export const err = <E>(error: E): Err<E> => ({ ok: false, error });

/** Fails the program when something that must hold does not: a bug, never bad input. */
export function assert(condition: boolean, mustHold: string): asserts condition {
  if (!condition) throw new Error(`Broken invariant: ${mustHold}`);
}

/** Closes a `switch` over a union: it does not compile while a case is missing. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
