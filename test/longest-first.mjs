/** The order of test files: those that take longest begin first, so that none of them is left over when the rest is done. */
import { BaseSequencer } from 'vitest/node';

const LONGEST = [
  'test/browser/screens.browser.ts',
  'test/browser/story-form-and-pupil.browser.ts',
  'test/server/permission/faults.test.ts',
  'test/server/permission/matrix.test.ts',
  'test/server/hostile-input.test.ts',
  'test/server/hostile-mutations.test.ts',
  'test/server/restore-command.test.ts',
  'test/domain/laws.test.ts',
  'test/server/limits.test.ts',
  'test/device/shared-tablet.test.ts',
];
const placeOf = ({ moduleId }) => {
  const place = LONGEST.findIndex((file) => moduleId.endsWith(file));
  return place < 0 ? LONGEST.length : place;
};

/** Vitest's own order for the rest. */
export class LongestFirst extends BaseSequencer {
  async sort(files) {
    return (await super.sort(files)).toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}
