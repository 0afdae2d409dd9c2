import { SegmentedControl, Title } from '@mantine/core';
import { lazy, memo, Suspense, useState } from 'react';
import type { StructureScene } from '../../../src/crystal/scene/structure-scene.js';
import classes from './structure-section.module.css';

const StructureView = lazy(() => import('./structure-view.js').then(({ StructureView: view }) => ({ default: view })));

export interface StructureSectionProps {
  readonly analysis: string;
  /** One for each phase, at least one. */
  readonly structures: readonly StructureScene[];
}

/** The crystal structures of a result, one at a time. */
export const StructureSection = memo(function StructureSection({ analysis, structures }: StructureSectionProps) {
  const [chosen, choose] = useState<string | undefined>();
  const scene = structures.find(({ name }) => name === chosen) ?? structures[0]!;
  return (
    <section className={classes.section} aria-label="Structure">
      <div className={classes.head}>
        <Title order={2}>Structure</Title>
        {structures.length > 1 && (
          <SegmentedControl
            aria-label="Phase"
            data={structures.map(({ name }) => name)}
            value={scene.name}
            onChange={choose}
          />
        )}
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
