/** What all pages of a tutor's form share: the form that they are about, and what is shown until it is there. */
import type { ComponentChildren } from 'preact';
import type { FormCode } from '../../../domain/ids.ts';
import { Button } from '../../parts/button.tsx';
import { Main } from '../../parts/frame.tsx';
import { Empty, Loading, Notice } from '../../parts/states.tsx';
import type { MyForm } from '../../queries/my-form.ts';
import { useMyForm } from '../../queries/my-form.ts';
import { useSendingStatus } from '../../queries/sending.ts';
import '../../styles/screens/tutor.css';

/** A form that the person has today. */
export interface FormView extends Omit<MyForm, 'form'> {
  readonly form: FormCode;
}

interface PageProps {
  /** The page's name while the form is not known yet. */
  readonly title: string;
  readonly children: (view: FormView) => ComponentChildren;
}

/** Calls its child with the form, or says why it cannot. */
export function FormPage({ title, children }: PageProps) {
  const loaded = useMyForm();
  const { firstSync } = useSendingStatus();
  // Until all records have come, nothing can be said of a form that has nobody yet.
  const isComing = firstSync !== null && loaded.state === 'ready' && loaded.value.pupils.length === 0;
  if (loaded.state === 'ready' && !isComing) {
    const { form, ...rest } = loaded.value;
    return <>{form === null ? <NoForm title={title} /> : children({ form, ...rest })}</>;
  }
  return (
    <Main title={title} class="tutor">
      {loaded.state === 'failed' ? <Unreadable /> : <Loading words="Opening your form" />}
    </Main>
  );
}

/** The device could not read what it holds. */
export const Unreadable = () => (
  <Notice state="stop" title="There is a problem">
    <p>This device could not read its records. Nothing is lost: close Fingerpost and open it again.</p>
  </Notice>
);

const NoForm = ({ title }: { readonly title: string }) => (
  <Main title={title} class="tutor">
    <Empty title="You have no form today">
      <p>Forms and cover are set by the careers leader. Yours will be here as soon as you have one.</p>
    </Empty>
  </Main>
);

/** For a tutor of several forms: which one the page is about. Nothing for a tutor of one. */
export function FormSwitch({ form, forms, choose }: Pick<FormView, 'form' | 'forms' | 'choose'>) {
  if (forms.length < 2) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- toggles, not fields: a fieldset would announce a form
    <div class="form-switch" role="group" aria-label="Form">
      {forms.map((code) => (
        <Button key={code} small pressed={code === form} onClick={() => choose(code)}>
          {code}
        </Button>
      ))}
    </div>
  );
}
