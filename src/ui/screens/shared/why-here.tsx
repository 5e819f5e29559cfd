/** What brought a person to the sign-in page, when it was not their own doing a moment ago. */
import { Notice } from '../../parts/states.tsx';
import type { SignedOutWhy } from './sign-in.tsx';

/** `locked` is the page's heading; the others stand under it. */
export function WhyHere({ why }: { readonly why: NonNullable<SignedOutWhy> }) {
  if (why === 'locked') return <Locked />;
  return why === 'cleared' ? <Cleared /> : <OtherKey />;
}

const Locked = () => (
  <>
    <h1 id="name">Locked</h1>
    <p class="lede">
      Sign in to open this tablet. You need internet for that. What has not been sent is still here, sealed, and is sent
      when you have signed in.
    </p>
  </>
);

const Cleared = () => (
  <Notice state="stop" title="This browser cleared Fingerpost’s storage">
    <p>
      Unsent work from this tablet may be gone: whatever was written here since it last had internet. What was sent is
      safe with the school.
    </p>
    <p>If you saved a backup file, sign in and read it in Sending and saving.</p>
  </Notice>
);

const OtherKey = () => (
  <Notice state="stop" title="This tablet could not open what you left here">
    <p>It is still here, sealed. Use another tablet for now, and tell your careers leader.</p>
  </Notice>
);
