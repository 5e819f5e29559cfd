/** What a pupil means to do next, in one line. */
import { ROUTE_NAMES } from '../../../domain/vocabulary-names.ts';
import type { FieldsOf } from '../../../domain/record.ts';

/** The route, and the detail where it says more than the route does; '' when nothing was said. */
export function intentionWords({ route, detail }: Pick<FieldsOf<'intention'>, 'route' | 'detail'>): string {
  const name = route ? ROUTE_NAMES[route] : '';
  if (detail === '') return name;
  return name === '' || detail.toLowerCase().startsWith(name.toLowerCase()) ? detail : `${name}: ${detail}`;
}
