import { Button, TextInput } from '@mantine/core';
import { useId, useRef, useState } from 'react';
import classes from './component-form.module.css';
import { componentText, freeComponentName, shortEnergy } from './component-text.js';
import { lineChoices, lineMistake } from './line-choices.js';

/** A peak that somebody pointed at. */
export interface PointedPeak {
  /** On the scale of the file, eV. */
  readonly energyEv: number;
  /** Region in which it was pointed at. */
  readonly region?: string | undefined;
  /** Counts up, so that the same place can be pointed at twice. */
  readonly number: number;
}

export interface ComponentFormProps {
  /** @default nothing was pointed at; the energy is typed */
  readonly peak: PointedPeak | null;
  readonly excitationEv?: number | undefined;
  /** Lines that are fitted already: another state of one of them may be meant. */
  readonly present?: readonly string[];
  /** Names of the components there are. */
  readonly taken: readonly string[];
  /** What is wrong with the whole text; undefined where nothing is. */
  readonly check: (text: string) => string | undefined;
  readonly onAdd: (text: string) => void;
}

/**
 * A line to be fitted: where it was pointed at, or at an energy that is typed; which line, with those that may lie there as
 * suggestions; and what it shall be called. Enter adds it.
 */
export function ComponentForm(props: ComponentFormProps) {
  // Each place that is pointed at is a form of its own: nothing half typed goes along.
  return <FormAt key={props.peak?.number ?? 0} {...props} />;
}

function FormAt({ peak, excitationEv, present = [], taken, check, onAdd }: ComponentFormProps) {
  const listId = useId();
  const noteId = useId();
  const energyField = useRef<HTMLInputElement>(null);
  const [energy, setEnergy] = useState(peak === null ? '' : shortEnergy(peak.energyEv));
  const [line, setLine] = useState<string | null>(null);
  const [name, setName] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const energyEv = energy.trim() === '' ? Number.NaN : Number(energy.replace(/\s*eV\s*$/, ''));
  const choices = lineChoices({ energyEv, excitationEv, region: peak?.region, present });
  const ofLine = line ?? choices[0]?.line ?? '';
  const called = name ?? (ofLine === '' ? '' : freeComponentName(ofLine, taken));
  const note = choices.find((choice) => choice.line === ofLine.trim())?.note;
  // A region that is named after the line finds it by itself.
  const region = peak?.region !== undefined && !sameWords(peak.region, ofLine) ? peak.region : undefined;
  const text = componentText({ name: called.trim(), line: ofLine.trim(), energyEv, region });
  const energyTrouble = Number.isFinite(energyEv) ? undefined : 'type a binding energy, e.g. 458.6';
  const lineTrouble = ofLine.trim() === '' ? 'type a line, e.g. Ti 2p' : lineMistake(ofLine);
  const nameTrouble = taken.includes(called.trim())
    ? 'there is a component of this name'
    : energyTrouble === undefined && lineTrouble === undefined
      ? check(text)
      : undefined;
  const submit = () => {
    setTried(true);
    if (energyTrouble !== undefined || lineTrouble !== undefined || nameTrouble !== undefined) return;
    onAdd(text);
    setEnergy('');
    setLine(null);
    setName(null);
    setTried(false);
    energyField.current?.focus({ preventScroll: true });
  };
  const typed = energy.trim() !== '';
  return (
    <form
      className={classes.form}
      aria-label="Add a component"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextInput
        ref={energyField}
        className={classes.energy}
        size="xs"
        label="Energy / eV"
        placeholder="458.6"
        inputMode="decimal"
        autoComplete="off"
        value={energy}
        error={(tried || typed) && energyTrouble}
        onChange={(event) => setEnergy(event.currentTarget.value)}
      />
      <TextInput
        className={classes.line}
        size="xs"
        label="Line"
        placeholder="Ti 2p"
        autoComplete="off"
        spellCheck={false}
        list={listId}
        aria-describedby={noteId}
        data-autofocus={peak !== null || undefined}
        // The place is known: what it is called is what is left to say.
        autoFocus={peak !== null}
        value={ofLine}
        error={(tried || line !== null) && lineTrouble}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setLine(event.currentTarget.value)}
      />
      <datalist id={listId}>
        {choices.map((choice) => (
          <option key={choice.line} value={choice.line} label={choice.note} />
        ))}
      </datalist>
      <TextInput
        className={classes.line}
        size="xs"
        label="Name"
        placeholder="Ti4+"
        autoComplete="off"
        spellCheck={false}
        value={called}
        error={(tried || name !== null) && nameTrouble}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" className={classes.add}>
        Add
      </Button>
      <p id={noteId} className={classes.note}>
        {!typed
          ? 'Press a peak in the figure, or type its energy.'
          : note !== undefined && note !== ''
            ? `${ofLine.trim()} usually lies at ${note}.`
            : choices.length > 1
              ? `May be ${choices.map((choice) => choice.line).join(', ')}.`
              : ''}
      </p>
    </form>
  );
}

function sameWords(a: string, b: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, '');
  return plain(a) === plain(b);
}
