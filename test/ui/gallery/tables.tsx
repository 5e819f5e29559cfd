/** The matrix, a table, the plan on paper. */
import { Matrix } from '../../../src/ui/parts/matrix.tsx';
import type { MatrixCell } from '../../../src/ui/parts/matrix.tsx';
import { Paper } from '../../../src/ui/parts/paper.tsx';
import { Receipt } from '../../../src/ui/parts/receipt.tsx';
import { Sheet } from '../../../src/ui/parts/surface.tsx';
import { Scroll, Table } from '../../../src/ui/parts/table.tsx';
import { Tag } from '../../../src/ui/parts/tag.tsx';
import { Specimen } from './specimen.tsx';
import type { Theme } from './specimen.tsx';

const href = '#main';
const COLUMNS = [
  { title: 'Year 9', hint: '181 pupils' },
  { title: 'Year 10', hint: '176 pupils' },
  { title: 'Year 11', hint: '180 pupils' },
];
const ADVISER: readonly MatrixCell[] = [
  { kind: 'count', href, state: 'not-yet', have: 0, of: 181, words: '181 not yet' },
  { kind: 'count', href, state: 'some', have: 31, of: 176, words: '145 not yet' },
  { kind: 'count', href, state: 'complete', have: 180, of: 180, words: 'Complete' },
];
const WORKPLACES: readonly MatrixCell[] = [
  { kind: 'count', href, state: 'planned', have: 0, of: 181, words: 'Planned 3 Feb' },
  { kind: 'none', words: 'Not due yet' },
  { kind: 'none', words: 'Not due yet' },
];
const PROGRAMME: readonly MatrixCell[] = [
  { kind: 'whole', href, state: 'provides', title: 'Our school provides', words: '7 of 8 parts in place' },
];

/** Rows and columns. */
export const Tables = ({ theme }: { readonly theme: Theme }) => (
  <>
    <Specimen title="Matrix">
      <div class="dashboard">
        <Sheet>
          <Scroll label={`Benchmarks by year, ${theme}`}>
            <Matrix
              caption="Choose a number to see the names. Gatsby benchmarks, 2025 edition."
              columns={COLUMNS}
              rows={[
                { title: 'Our careers programme', cells: PROGRAMME },
                { title: 'Talking to an adviser', cells: ADVISER },
                { title: 'Seeing workplaces', cells: WORKPLACES },
              ]}
            />
          </Scroll>
        </Sheet>
      </div>
    </Specimen>
    <Specimen title="Table">
      <Sheet>
        <Scroll label={`Today’s interviews, ${theme}`}>
          <Table
            caption="Today’s interviews"
            columns={['Pupil', 'Interview', 'Where it is']}
            rows={[
              {
                key: 'malachi',
                cells: [
                  'Malachi Osei',
                  <Tag key="tag" state="finished" />,
                  <Receipt key="receipt" state="school" words="With the school, 09:44" />,
                ],
              },
            ]}
          />
        </Scroll>
      </Sheet>
    </Specimen>
    <Specimen title="The plan on paper">
      <Paper
        school="Wexcombe School"
        date="Wednesday 11 November 2026"
        pupil="Aisha Khan"
        about="10B. Talked with Jo Mercer, careers adviser."
        summary="You like the practical side of science. Keeping Chemistry keeps three ways open."
        steps={[
          { what: 'Visit a college open evening', who: 'Me', when: 'Wed 25 November' },
          { what: 'Look at three lab apprenticeships', who: 'Me and Mr Lee', when: 'Fri 18 December', done: true },
        ]}
        helps="Mr Lee, your form tutor. He will ask how you got on."
        next="In the spring term."
        sees="You, your form tutor, your careers adviser and the careers leader."
        agreed="Agreed with Aisha, 10:44"
      />
    </Specimen>
  </>
);
