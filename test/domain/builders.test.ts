import { describe, expect, it } from 'vitest';
import { entry } from '../../src/domain/record.ts';
import {
  aDraft,
  aFollowup,
  aNote,
  aPupil,
  aRecord,
  aStaffMember,
  aStep,
  anExperience,
  anInterview,
  nextId,
} from '../support/builders.ts';

describe('the builders of tests', () => {
  it('make entries that the domain accepts', () => {
    const interview = anInterview({ status: 'finished' });
    const step = aStep({ interview: interview.id });
    const made = [aPupil(), interview, aNote(), step, aFollowup(step.id), anExperience(), aStaffMember()];
    const draft = aDraft(nextId(), { summary: 'You like art.' });
    for (const one of [...made, draft]) expect(entry.safeParse(one), one.kind).toMatchObject({ success: true });
  });

  it('give every record a pupil, and every entry an id of its own', () => {
    const record = aRecord('aisha', aStep(), aStep(), anExperience({ facts: { counts: ['6'] } }));
    expect(Object.values(record.entries).map((one) => one.kind)).toEqual(['pupil', 'step', 'step', 'experience']);
  });
});
