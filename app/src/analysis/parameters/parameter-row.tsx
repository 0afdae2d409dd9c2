import { Checkbox, Table, Text } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { ModelParameter } from '../../../../src/techniques/technique.js';
import { ChangedText } from '../../kit/changed-text.js';
import { CommitField } from '../fields/commit-field.js';
import { asSet, boundText, type FittedValue } from './fitted-value.js';
import classes from './parameter-table.module.css';
import { type ParameterTexts, textMistake } from './parameter-texts.js';
import { stepNumber } from './step-number.js';

/** In a long list: a row that shows start, bounds and tie only when it is opened. */
export interface RowFold {
  /** Within its group. */
  readonly name: string;
  readonly isOpen: boolean;
  /** Something is set in what would be hidden. */
  readonly isHeldOpen: boolean;
  readonly onToggle: () => void;
}

export interface ParameterRowProps {
  readonly parameter: ModelParameter;
  readonly fitted: FittedValue;
  /** Of which the fitted value is. */
  readonly recording: string;
  /** What the options say of it. */
  readonly texts: ParameterTexts;
  /** Of all parameters of the model. */
  readonly names: readonly string[];
  /** Those it may be tied to. */
  readonly kin: readonly ModelParameter[];
  /** What the last run or study.yaml has against what an option says of this parameter. */
  readonly mistakeOf: (option: string) => string | undefined;
  readonly onChange: (field: keyof ParameterTexts, text: string, stepped: boolean) => void;
  /** Whether the technique has an option. */
  readonly has: (option: string) => boolean;
  /** @default all of it is shown */
  readonly fold?: RowFold;
}

/** One parameter in two lines: what was fitted (or the value it is fixed at), and below it start, bounds and tie. */
export function ParameterRow({
  parameter,
  fitted,
  recording,
  texts,
  names,
  kin,
  mistakeOf,
  onChange,
  has,
  fold,
}: ParameterRowProps) {
  const { name, bounds } = parameter;
  const kinList = useId();
  // Fixed without a number to fix it at: the field waits for one.
  const [waiting, setWaiting] = useState(false);
  const fixed = texts.fix !== '';
  const field = (of: keyof ParameterTexts, option: string, spoken: string, placeholder: string) => (
    <CommitField
      name={spoken}
      value={texts[of]}
      placeholder={placeholder}
      bubble
      check={(text) => textMistake(parameter, texts, of, text, names)}
      mistake={texts[of] === '' ? undefined : mistakeOf(option)}
      {...(of !== 'tie' && {
        step: (text: string, direction: 1 | -1) => stepNumber(text, direction, bounds),
        stepFrom: placeholder,
      })}
      {...(of === 'tie' && { list: kinList })}
      takesFocus={of === 'fix' && waiting}
      onCommit={(text, stepped) => {
        setWaiting(false);
        onChange(of, text, stepped);
      }}
    />
  );
  const toggle = (on: boolean) => {
    setWaiting(on && fitted.value === null);
    if (!on) onChange('fix', '', false);
    else if (fitted.value !== null) onChange('fix', asSet(fitted.value), false);
  };
  const guess = fitted.value === null ? 'auto' : asSet(Number(fitted.value.toPrecision(3)));
  const isOpen = fold?.isOpen ?? true;
  return (
    <Table.Tbody className={classes.parameter} data-parameter={name} data-folded={!isOpen || undefined}>
      <Table.Tr>
        <Table.Th scope="rowgroup" rowSpan={isOpen ? 2 : 1} className={classes.name}>
          {fold === undefined ? name : <FoldedName name={name} fold={fold} />}
        </Table.Th>
        <Table.Td colSpan={3} className={classes.value}>
          {fixed || waiting ? (
            field('fix', 'fix', `value at which ${name} is fixed`, 'value')
          ) : (
            <>
              <span className={classes.number} data-missing={fitted.missing || undefined}>
                <ChangedText key={recording} text={fitted.printed} />
              </span>
              {fitted.note !== undefined && (
                <Text size="xs" c="dimmed" component="div">
                  {fitted.note}
                </Text>
              )}
            </>
          )}
        </Table.Td>
        <Table.Td className={classes.fix}>
          {has('fix') && (
            <Checkbox
              aria-label={`fix ${name}`}
              checked={fixed || waiting}
              onChange={(event) => toggle(event.currentTarget.checked)}
            />
          )}
        </Table.Td>
      </Table.Tr>
      {isOpen && (
        <Table.Tr>
          <Table.Td>{has('start') && field('start', 'start', `start value of ${name}`, guess)}</Table.Td>
          <Table.Td>
            {has('bounds') && field('low', 'bounds', `lowest value of ${name}`, boundText(bounds[0]) || 'open')}
          </Table.Td>
          <Table.Td>
            {has('bounds') && field('high', 'bounds', `highest value of ${name}`, boundText(bounds[1]) || 'open')}
          </Table.Td>
          <Table.Td>
            {has('tie') && (
              <>
                {field('tie', 'tie', `parameter that ${name} is tied to`, 'none')}
                <datalist id={kinList}>
                  {kin.map((other) => (
                    <option key={other.name} value={other.name} />
                  ))}
                </datalist>
              </>
            )}
          </Table.Td>
        </Table.Tr>
      )}
    </Table.Tbody>
  );
}

function FoldedName({ name, fold }: { readonly name: string; readonly fold: RowFold }) {
  const Sign = fold.isOpen ? IconChevronDown : IconChevronRight;
  return (
    <button
      type="button"
      className={classes.foldedName}
      aria-expanded={fold.isOpen}
      aria-label={`${name}: start, bounds and tie`}
      disabled={fold.isHeldOpen}
      onClick={fold.onToggle}
    >
      <Sign size={12} aria-hidden />
      <span>{fold.name}</span>
    </button>
  );
}
