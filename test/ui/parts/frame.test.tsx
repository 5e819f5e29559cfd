// @vitest-environment happy-dom
/** Frame, buttons, chip, rows and dashboard cells: landmarks, names, states. */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import { Button, ButtonLink } from '../../../src/ui/parts/button.tsx';
import { SendingChip } from '../../../src/ui/parts/chip.tsx';
import { Main, SkipLink, Top } from '../../../src/ui/parts/frame.tsx';
import { Icon, Sprite } from '../../../src/ui/parts/icon.tsx';
import { Matrix } from '../../../src/ui/parts/matrix.tsx';
import { Prompt } from '../../../src/ui/parts/prompt.tsx';
import { Rows, TaskRow } from '../../../src/ui/parts/rows.tsx';
import { Loading } from '../../../src/ui/parts/states.tsx';
import { When } from '../../../src/ui/parts/when.tsx';

afterEach(cleanup);

test('the page that a visit begins with leaves the focus at the top, for the skip link', () => {
  render(<Main title="Today’s interviews" />);
  expect(document.activeElement).toBe(document.body);
});

test('the same page about somebody else takes the focus again', () => {
  history.pushState(null, '', '/pupils/a');
  const { rerender } = render(<Main title="Preparation" />);
  screen.getByRole('main').blur();
  history.pushState(null, '', '/pupils/b');
  rerender(<Main title="Preparation" />);
  expect(document.activeElement).toBe(screen.getByRole('main'));
});

test('a page has one h1, a title, and takes the focus', () => {
  render(
    <Main title="Today’s interviews" hint="Room L2" actions={<Button>Add a pupil</Button>}>
      <p>Nobody</p>
    </Main>,
  );
  expect(document.title).toBe('Today’s interviews – Fingerpost');
  expect(screen.getAllByRole('heading', { level: 1 }).map((h) => h.textContent)).toEqual(['Today’s interviews']);
  expect(document.activeElement).toBe(screen.getByRole('main'));
});

test('a bare main leaves the h1 to the page', () => {
  render(<Main title="Interview with Aisha Khan" class="split" bare />);
  expect(screen.queryByRole('heading')).toBeNull();
  expect(screen.getByRole('main').className).toBe('split');
});

test('the skip link moves the focus to main', () => {
  render(
    <>
      <SkipLink words="Skip to next steps" />
      <Button>Between</Button>
      <Main title="10B" />
    </>,
  );
  screen.getByRole('button', { name: 'Between' }).focus();
  fireEvent.click(screen.getByRole('link', { name: 'Skip to next steps' }));
  expect(document.activeElement).toBe(screen.getByRole('main'));
});

test('the navigation says where one is', () => {
  const items = [
    { href: '/today', label: 'Today', icon: 'calendar', current: true },
    { href: '/pupils', label: 'Pupils', icon: 'people', current: false },
  ] as const;
  render(<Top school="Wexcombe School" home="/today" items={items} status={null} />);
  expect(screen.getByRole('navigation', { name: 'Main' })).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Today' }).getAttribute('aria-current')).toBe('page');
  expect(screen.getByRole('link', { name: 'Pupils' }).hasAttribute('aria-current')).toBe(false);
});

test.each([
  [5, 5, null],
  [6, 4, 2],
  [7, 4, 3],
])(
  'of %d places %d stand beside “More” when they are too many for a phone, and each is a link by its name',
  (count, first, rest) => {
    const items = Array.from({ length: count }, (_, i) => ({
      href: `/${i}`,
      label: `Place ${i}`,
      icon: 'flag' as const,
      current: i === count - 1,
    }));
    render(<Top school="Wexcombe School" home="/0" items={items} status={null} />);
    const nav = within(screen.getByRole('navigation', { name: 'Main' }));
    expect(nav.getAllByRole('link').map((link) => link.textContent)).toEqual(items.map(({ label }) => label));
    const more = nav.queryByRole('button', { name: 'More' });
    const behind = document.querySelector(`#${more?.getAttribute('popovertarget')}`);
    expect(behind?.querySelectorAll('a').length ?? null).toBe(rest);
    expect(nav.getAllByRole('link').filter((link) => !behind?.contains(link))).toHaveLength(first);
    expect(nav.getByRole('link', { current: 'page' }).textContent).toBe(`Place ${count - 1}`);
  },
);

test('the chip says what it is about before it says how things are', () => {
  const onOpen = vi.fn();
  render(<SendingChip state="waiting" words="3 waiting" second="No internet. You can keep working." onOpen={onOpen} />);
  const name = 'Sending and saving: 3 waiting, No internet. You can keep working.';
  fireEvent.click(screen.getByRole('button', { name }));
  expect(onOpen).toHaveBeenCalledTimes(1);
});

test('a link that looks like a button says whom it is about', () => {
  render(
    <ButtonLink href="/interview/1" look="next" about=" with Zofia Nowak">
      Start interview
    </ButtonLink>,
  );
  expect(screen.getByRole('link', { name: 'Start interview with Zofia Nowak' }).className).toBe('btn go next');
});

test('a busy button ignores further presses', () => {
  const onClick = vi.fn();
  const { rerender } = render(<Button onClick={onClick}>Send now</Button>);
  fireEvent.click(screen.getByRole('button', { name: 'Send now' }));
  rerender(
    <Button onClick={onClick} busy>
      Send now
    </Button>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Send now' }));
  expect(screen.getByRole('button').getAttribute('aria-busy')).toBe('true');
  expect(onClick).toHaveBeenCalledTimes(1);
});

test('a row of the tutor is ticked by the pupil and the step', () => {
  const onSelect = vi.fn();
  render(
    <Rows label="Overdue">
      <TaskRow
        name="Kai Bennett"
        href="/pupils/kai"
        words="Bring back the form"
        selected={false}
        onSelect={onSelect}
        when={<When date="Tue 24 Nov" words="6 days overdue" late />}
        acts={<Button>Done</Button>}
      />
    </Rows>,
  );
  fireEvent.click(screen.getByRole('checkbox', { name: 'Select Kai Bennett, Bring back the form' }));
  expect(onSelect).toHaveBeenCalledWith(true);
  expect(screen.getByRole('list', { name: 'Overdue' }).textContent).toContain('Tue 24 Nov 6 days overdue');
});

test('a cell of the dashboard says its year and benchmark with its number', () => {
  render(
    <Matrix
      caption="Benchmarks by year"
      columns={[{ title: 'Year 9', hint: '181 pupils' }]}
      rows={[
        {
          title: 'Meeting employers',
          cells: [
            {
              kind: 'count',
              href: '/m/9',
              state: 'some',
              have: 97,
              of: 181,
              words: '84 not yet',
              said: '84 pupils not yet',
            },
          ],
        },
      ]}
    />,
  );
  const name = /^97 of 181 ?\. Year 9, meeting employers: 84 pupils not yet$/;
  expect(screen.getByRole('link', { name })).toBeTruthy();
});

test('a written prompt says so, and shows what was written', () => {
  render(
    <Prompt title="Ideas explored" number={3} done said="Sixth form, Apprenticeship">
      <p>Fields</p>
    </Prompt>,
  );
  expect(screen.getByRole('heading', { level: 4 }).textContent).toBe('Ideas explored, written');
  expect(screen.getByText('Sixth form, Apprenticeship')).toBeTruthy();
  expect(screen.queryByText('3')).toBeNull();
});

test('loading is said aloud', () => {
  render(<Loading />);
  expect(screen.getByRole('status').textContent).toBe('Loading');
});

test('every icon that is used is in the sprite', () => {
  const { container } = render(
    <>
      <Sprite />
      <Icon name="mark-provides" />
    </>,
  );
  const href = container.querySelector('use')?.getAttribute('href') ?? '';
  expect(container.querySelector(href)?.tagName).toBe('symbol');
});
