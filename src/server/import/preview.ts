/**
 * A plan as the screen shows it, and the fingerprint by which a confirmation says what it confirms: if the file, the columns
 * or the pupils have changed since the preview, the fingerprint is another and nothing goes in.
 */
import { createHash } from 'node:crypto';
import type { ImportPreview, ImportProblem } from '../../protocol/roster-import.ts';
import type { GrantsShown } from '../../protocol/roster-operations.ts';
import type { ImportAsk, ImportPlan, ImportSchool } from './plan.ts';

/** SHA-256 of all that a plan depends on, in hexadecimal. */
export function fingerprintOf(ask: ImportAsk, school: ImportSchool): string {
  const hash = createHash('sha256');
  const pupils = school.pupils.toSorted((a, b) => (a.record < b.record ? -1 : 1));
  const { forms, youngest, oldest, today, maySetSupport } = school;
  const compared = { pupils, forms, youngest, oldest, today, maySetSupport };
  for (const part of [ask.text, ask.columns ?? null, ask.wholeSchool, compared]) {
    hash.update(JSON.stringify(part)).update('\n');
  }
  return hash.digest('hex');
}

const isBack = (commands: ImportPlan['changes'][number]['commands']): boolean =>
  commands.some(({ name, args }) => name === 'pupil.leave' && args.to === null);

/** Longest name on the screen. */
const NAME_MAX = 200;
const fullName = (name: string, surname: string): string => `${name} ${surname}`.slice(0, NAME_MAX).toWellFormed();

/** Most problems that are listed: a file with more is put right in the spreadsheet first. */
const LISTED_MAX = 1000;

function shortened(all: readonly ImportProblem[]): ImportProblem[] {
  const left = all.length - LISTED_MAX;
  const row = all[LISTED_MAX]?.row ?? 1;
  const more = { row, column: null, reason: `There are ${left.toLocaleString('en-GB')} more from this row on.` };
  return left > 0 ? [...all.slice(0, LISTED_MAX), more] : [...all];
}

interface Shown {
  readonly plan: ImportPlan;
  readonly fingerprint: string;
  readonly grants: GrantsShown;
}

/** The plan for the screen. */
export function previewOf({ plan, fingerprint, grants }: Shown): ImportPreview {
  const shown = ({ row, name, surname, form, year }: ImportPlan['adds'][number]['row']) => ({
    row,
    name: fullName(name, surname),
    form,
    year,
  });
  return {
    format: plan.format,
    headings: [...plan.columns.headings],
    columns: [...plan.columns.fields],
    rows: plan.rows,
    adds: plan.adds.map(({ row }) => ({ ...shown(row), from: row.from })),
    changes: plan.changes.map(({ row, what, commands }) => ({
      ...shown(row),
      what: [...what],
      back: isBack(commands),
    })),
    unchanged: plan.unchanged,
    leavers: plan.leavers.map(({ pupil: { name, surname, form, year } }) => ({
      name: fullName(name, surname),
      form,
      year,
    })),
    problems: shortened(plan.problems),
    warnings: shortened(plan.warnings),
    grants,
    fingerprint,
  };
}
