/** "My experiences": the benchmarks as plain cards in their order, each with its state in a word and why. Policy 5.2 to 5.12. */
import { useState } from 'preact/hooks';
import type { BenchmarkProgress } from '../../../domain/benchmarks/progress.ts';
import { progress, summaryOf } from '../../../domain/benchmarks/progress.ts';
import { schoolProvides } from '../../../domain/benchmarks/school-provides.ts';
import { BENCHMARK_NAMES } from '../../../domain/benchmarks/names.ts';
import type { RuleContext } from '../../../domain/benchmarks/context.ts';
import { Button } from '../../parts/button.tsx';
import { Main } from '../../parts/frame.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Mark } from '../../parts/mark.tsx';
import { Loading } from '../../parts/states.tsx';
import { useRules } from '../../queries/rules.ts';
import { AddExperience } from './add-experience.tsx';
import { ExperienceCard } from './experience-card.tsx';
import { OwnExperiences } from './own-experiences.tsx';
import type { OwnView } from './own-page.tsx';
import { OwnPage } from './own-page.tsx';

/** The page. */
export function MyExperiences() {
  const rules = useRules();
  if (rules.state !== 'ready')
    return (
      <Main title="My experiences" class="pupil">
        <Loading words="Opening your experiences" />
      </Main>
    );
  const context = rules.value;
  return (
    <OwnPage title="My experiences" hint={(view) => summaryOf(progress(view.digest, context), view.today)}>
      {(view) => <Cards view={view} context={context} />}
    </OwnPage>
  );
}

interface CardsProps {
  readonly view: OwnView;
  readonly context: RuleContext;
}

function Cards({ view, context }: CardsProps) {
  const [counts, setCounts] = useState(false);
  const [adding, setAdding] = useState(false);
  const cards = progress(view.digest, context);
  const provided = schoolProvides(context, view.digest.pupil?.year);
  return (
    <>
      <ul class="sheet exps" role="list">
        {cards.map((card) => (
          <ExperienceCard key={card.benchmark} card={card} digest={view.digest} context={context} />
        ))}
      </ul>
      <section aria-labelledby="provides">
        <h2 class="section-title small" id="provides">
          What our school provides
        </h2>
        <ul class="sheet exps" role="list">
          {provided.map(({ benchmark, name, sentence }) => (
            <li class="exp" key={benchmark}>
              <Mark state="provides" />
              <div>
                <h3>{name}</h3>
                <p>{sentence}</p>
              </div>
            </li>
          ))}
        </ul>
      </section>
      <OwnExperiences view={view} />
      <div class="actions">
        <Button aria-expanded={counts} aria-controls="what-counts" onClick={() => setCounts(!counts)}>
          What counts
        </Button>
        <Button onClick={() => setAdding(true)}>
          <Icon name="plus" />
          Add something I did
        </Button>
      </div>
      {counts ? <WhatCounts cards={cards} /> : null}
      {adding ? <AddExperience view={view} onClose={() => setAdding(false)} /> : null}
    </>
  );
}

/** Each benchmark's own rules in words, with where they are written. */
const WhatCounts = ({ cards }: { readonly cards: readonly BenchmarkProgress[] }) => (
  <section class="sheet counts" id="what-counts" aria-labelledby="what-counts-title">
    <h2 id="what-counts-title">What counts</h2>
    <dl>
      {cards.map(({ benchmark, criteria }) => {
        const rules = [...new Map(criteria.map(({ rule }) => [rule.id, rule])).values()];
        return (
          <div key={benchmark}>
            <dt>{BENCHMARK_NAMES[benchmark]}</dt>
            {rules.map((rule) => (
              <dd key={rule.id}>
                {rule.name}. {rule.counts} <span class="hint">{rule.clause}</span>
              </dd>
            ))}
          </div>
        );
      })}
    </dl>
  </section>
);
