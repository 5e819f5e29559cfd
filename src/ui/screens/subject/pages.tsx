/** The pages of a subject lead by their address: /subject, /subject/log, /subject/log/<activity>. */
import { LogLesson } from './log-lesson.tsx';
import { SubjectHome } from './subject.tsx';

/** The page of an address. */
export const SubjectPages = ({ page, activity }: { readonly page?: string; readonly activity?: string }) =>
  page === 'log' ? <LogLesson {...(activity === undefined ? {} : { activity })} /> : <SubjectHome />;
