/** Which problem a call was refused by. Apart from the calls: the first page does not ask. */
import type { ProblemKind } from '../../protocol/problem.ts';
import type { CallFailure } from './server.ts';

/** Was it refused by a problem of this kind? */
export const isProblem = (failure: CallFailure, kind: ProblemKind): boolean =>
  failure.kind === 'refused' && failure.problem.type === `/problems/${kind}`;
