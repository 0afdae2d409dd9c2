import { NativeSelect, SegmentedControl, Title } from '@mantine/core';
import { lazy, memo, Suspense, useState } from 'react';
import type { StructureScene } from '../../../src/crystal/scene/structure-scene.js';
import classes from './structure-section.module.css';

const StructureView = lazy(() => import('./structure-view.js').then(({ StructureView: view }) => ({ default: view })));

/** Letters of the phases' names that fit into one row of buttons. */
const SIDE_BY_SIDE = 36;

export interface StructureSectionProps {
  readonly analysis: string;
  /** One for each phase, at least one. */
  readonly structures: readonly StructureScene[];
}

/** The crystal structures of a result, one at a time. */
export const StructureSection = memo(function StructureSection({ analysis, structures }: StructureSectionProps) {
  const [chosen, choose] = useState<string | undefined>();
  const scene = structures.find(({ name }) => name === chosen) ?? structures[0]!;
  const names = structures.map(({ name }) => name);
  return (
    <section className={classes.section} aria-label="Structure">
      <div className={classes.head}>
        <Title order={2}>Structure</Title>
        {names.length > 1 &&
          (names.join('').length <= SIDE_BY_SIDE ? (
            <SegmentedControl aria-label="Phase" data={names} value={scene.name} onChange={choose} />
          ) : (
            <NativeSelect
              aria-label="Phase"
              data={names}
              value={scene.name}
              onChange={({ currentTarget }) => choose(currentTarget.value)}
            />
          ))}
        <p className={classes.words}>
          {scene.formula}, {scene.spaceGroup}
        </p>
      </div>
      <Suspense fallback={<div className={classes.waiting} />}>
        {/* Another phase is looked at afresh; the same one after a refit keeps its orientation. */}
        <StructureView key={scene.name} scene={scene} fileName={`${analysis}-${scene.name}`} />
      </Suspense>
    </section>
  );
});
