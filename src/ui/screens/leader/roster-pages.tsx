/** The pages that change the whole roster, loaded together: whoever begins a new school year brings in a list next. */
import { BringIn } from './bring-in.tsx';
import { NewYear } from './new-year.tsx';

/** Either page. */
export const RosterPage = ({ page }: { readonly page: 'bring-in' | 'new-year' }) =>
  page === 'bring-in' ? <BringIn /> : <NewYear />;
