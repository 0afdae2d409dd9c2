import { Anchor, Button } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useId } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Quantity } from '../../../src/quantity/quantity.js';
import { areaCm2, type Sample } from '../../../src/techniques/sample.js';
import { QuantityText } from '../kit/quantity-text.js';
import { showDialog } from '../shell/dialogs.js';
import { go } from '../state/actions.js';
import { useWorkbench } from '../state/store.js';
import classes from './sample-card.module.css';
import { SampleForm } from './sample-form.js';
import { SampleStack } from './sample-stack.js';

const DIMENSIONS = ['thickness', 'diameter', 'mass', 'density'] as const;

/** One sample: what is known of it at a glance, and its form. */
export function SampleCard({
  name,
  sample,
  editing,
  onEditing,
}: {
  readonly name: string;
  readonly sample: Sample;
  readonly editing: boolean;
  readonly onEditing: (editing: boolean) => void;
}) {
  const formId = useId();
  const analyses = useWorkbench(
    useShallow(({ study }) => study?.analyses.filter((one) => one.sample === name).map(({ id }) => id) ?? []),
  );
  return (
    <article className={classes.card} id={`sample:${name}`} aria-label={`Sample ${name}`}>
      <div className={classes.head}>
        <h3 className={classes.name}>{name}</h3>
        <Button
          variant={editing ? 'light' : 'subtle'}
          size="compact-xs"
          leftSection={<IconPencil size={13} aria-hidden />}
          aria-expanded={editing}
          aria-controls={formId}
          aria-label={editing ? `Done with ${name}` : `Edit ${name}`}
          onClick={() => onEditing(!editing)}
        >
          {editing ? 'Done' : 'Edit'}
        </Button>
      </div>
      <div id={formId}>{editing ? <SampleForm name={name} /> : <Facts sample={sample} />}</div>
      <div className={classes.analyses}>
        {analyses.map((id) => (
          <Anchor key={id} component="button" type="button" size="xs" onClick={() => go({ view: 'analysis', id })}>
            {id}
          </Anchor>
        ))}
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconPlus size={12} aria-hidden />}
          aria-label={`New analysis of ${name}`}
          onClick={() => showDialog({ kind: 'new-analysis', sample: name })}
        >
          Analysis
        </Button>
      </div>
    </article>
  );
}

function Facts({ sample }: { readonly sample: Sample }) {
  const area = areaOf(sample);
  const facts: readonly (readonly [string, Quantity])[] = [
    ...DIMENSIONS.flatMap((name) => (sample[name] === undefined ? [] : [[name, sample[name]] as const])),
    ...(area === undefined ? [] : [['area', area] as const]),
  ];
  return (
    <div className={classes.glance}>
      {sample.composition !== undefined && <p className={classes.composition}>{sample.composition}</p>}
      {sample.stack !== undefined && <SampleStack stack={sample.stack} />}
      {facts.length === 0 && sample.stack === undefined && (
        <p className={classes.composition}>No geometry yet; resistances need it to become conductivities.</p>
      )}
      {facts.length > 0 && (
        <dl className={classes.facts}>
          {facts.map(([name, quantity]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <QuantityText quantity={quantity} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

/** The area that analyses use, given or from the diameter. */
function areaOf(sample: Sample): Quantity | undefined {
  try {
    const area = areaCm2(sample);
    return area === undefined ? undefined : { ...area, unit: 'cm^2' };
  } catch {
    // Impossible geometry is a mistake of study.yaml, told with its place.
    return undefined;
  }
}
