/**
 * Who may make which mutation: parts (cast.ts) × mutations, written from the design's table
 * and not from the code; the rules of domain and the server's judgement are both compared with it.
 */

/** On Aisha’s record, where nothing else is asked than who they are. */
export const ON_HER_RECORD = `
                         pu pu2 tu co tu2 ex pa pa2 ad ad2 bk ol su am le se gone
interview.book           ·  ·   ·  ·  ·   ·  ·  ·   x  ·   x  ·  ·  ·  x  ·  ·
interview.move           ·  ·   ·  ·  ·   ·  ·  ·   x  ·   x  ·  ·  ·  x  ·  ·
interview.cancel         ·  ·   ·  ·  ·   ·  ·  ·   x  ·   x  ·  ·  ·  x  ·  ·
interview.did-not-attend ·  ·   ·  ·  ·   ·  ·  ·   x  ·   x  ·  ·  ·  x  ·  ·
interview.decline        ·  ·   ·  ·  ·   ·  ·  ·   x  ·   x  ·  ·  ·  x  ·  ·
interview.reinstate      ·  ·   ·  ·  ·   ·  ·  ·   x  ·   x  ·  ·  ·  x  ·  ·
interview.start          ·  ·   ·  ·  ·   ·  ·  ·   x  x   x  x  ·  ·  ·  ·  ·
interview.finish         ·  ·   ·  ·  ·   ·  ·  ·   x  ·   x  ·  ·  ·  ·  ·  ·
interview.addendum       ·  ·   ·  ·  ·   ·  ·  ·   x  ·   x  ·  ·  ·  x  ·  ·
note.add                 ·  ·   ·  ·  ·   ·  ·  ·   x  ·   x  ·  ·  ·  x  ·  ·
interview.request        x  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  ·  ·  ·
draft.write              ·  ·   ·  ·  ·   ·  ·  ·   x  x   x  x  ·  ·  ·  ·  ·
draft.set                ·  ·   ·  ·  ·   ·  ·  ·   x  x   x  x  ·  ·  ·  ·  ·
draft.step               ·  ·   ·  ·  ·   ·  ·  ·   x  x   x  x  ·  ·  ·  ·  ·
draft.discard            ·  ·   ·  ·  ·   ·  ·  ·   x  x   x  x  ·  ·  ·  ·  ·
step.add                 ·  ·   x  x  ·   ·  x  ·   x  ·   x  ·  ·  ·  x  ·  ·
step.change              ·  ·   x  x  ·   ·  x  ·   x  ·   x  ·  ·  ·  x  ·  ·
step.close               ·  ·   x  x  ·   ·  x  ·   x  ·   x  ·  ·  ·  x  ·  ·
step.reopen              ·  ·   x  x  ·   ·  x  ·   x  ·   x  ·  ·  ·  x  ·  ·
followup.add             ·  ·   x  x  ·   ·  x  ·   x  ·   x  ·  ·  ·  x  ·  ·
step.claim               x  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  ·  ·  ·
ask.raise                ·  ·   x  x  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  ·  ·  ·
ask.answer               ·  ·   ·  ·  ·   ·  ·  ·   x  ·   x  ·  ·  ·  x  ·  ·
activity.log             ·  ·   x  x  x   x  x  x   x  x   x  x  x  x  x  ·  ·
activity.unlog           ·  ·   x  x  x   x  x  x   x  x   x  x  x  x  x  ·  ·
experience.claim         x  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  ·  ·  ·
experience.confirm       ·  ·   x  x  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  x  ·  ·
experience.not-counted   ·  ·   x  x  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  x  ·  ·
experience.reflect       x  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  ·  ·  ·
lmi.use                  x  ·   x  x  ·   ·  ·  ·   x  ·   x  ·  ·  ·  x  ·  ·
application.add          x  ·   x  x  ·   ·  ·  ·   x  ·   x  ·  ·  ·  x  ·  ·
application.change       x  ·   x  x  ·   ·  ·  ·   x  ·   x  ·  ·  ·  x  ·  ·
la-sharing.set           x  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  x  ·  ·
pupil.enrol              ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  x  x  ·  ·
unlisted.add             ·  ·   ·  ·  ·   ·  ·  ·   x  x   x  x  ·  ·  ·  ·  ·
unlisted.close           ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  x  ·  ·
pupil.change             ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  x  x  ·  ·
pupil.leave              ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  x  x  ·  ·
identity.set             ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  x  x  ·  ·
adviser.name             ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  x  ·  ·
support.set              ·  ·   ·  ·  ·   ·  x  ·   ·  ·   ·  ·  ·  ·  x  ·  ·
adjustment.set           ·  ·   ·  ·  ·   ·  x  ·   x  ·   x  ·  ·  ·  x  ·  ·
grades.set               ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  x  x  ·  ·
aspiration.write         x  ·   x  x  ·   ·  ·  ·   x  ·   x  ·  ·  ·  x  ·  ·
intention.write          x  ·   x  x  ·   ·  ·  ·   x  ·   x  ·  ·  ·  x  ·  ·
preparation.write        x  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  ·  ·  ·
concern.raise            x  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  ·  ·  ·
concern.answer           ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  x  ·  ·
record.opened            ·  ·   x  x  ·   ·  x  ·   x  ·   x  ·  ·  ·  x  ·  ·`;

/** On the school's own records. */
export const ON_SCHOOL_RECORDS = `
                pu pu2 tu co tu2 ex pa pa2 ad ad2 bk ol su am le se gone
school.set      ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  x  x  ·  ·
terms.set       ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  x  x  ·  ·
form.set        ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  x  x  ·  ·
staff.set       ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  x  x  ·  ·
roster.tutor    ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  x  x  ·  ·
roster.caseload ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  x  x  ·  ·
roster.pastoral ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  x  x  ·  ·
programme.set   ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  ·  x  ·  ·
roster.end      ·  ·   ·  ·  ·   ·  ·  ·   ·  ·   ·  ·  ·  x  x  ·  ·`;

/** The names of the rows of a table. */
export const rowsIn = (table: string) =>
  table
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(' ')[0] ?? '');

/** The parts for which a row of a table has an x. */
export function partsIn(table: string, name: string): readonly string[] {
  const [heading = '', ...rows] = table.trim().split('\n');
  const row = rows.find((line) => line.split(' ')[0] === name) ?? '';
  const marks = row.slice(name.length).trim().split(/ +/);
  return heading
    .trim()
    .split(/ +/)
    .filter((_, column) => marks[column] === 'x');
}
