import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { printQuantity } from '../../../src/quantity/print.js';
import { printExact } from '../../../src/quantity/print-exact.js';
import type { Quantity } from '../../../src/quantity/quantity.js';
import { printInterval } from '../../../src/report/quantity-text.js';
import classes from './quantity-text.module.css';

/**
 * A quantity as the report prints it, value(sigma) unit. Pointing at it shows the 95 % interval, every digit, and the
 * note; of a missing value the note is always read out.
 */
export function QuantityText({ quantity }: { readonly quantity: Quantity }) {
  const missing = quantity.value === null;
  const details = detailsOf(quantity);
  const text = (
    <span className={classes.quantity} data-missing={missing || undefined}>
      {printQuantity(quantity)}
      {missing && quantity.note !== undefined && <span className={classes.spoken}>: {quantity.note}</span>}
    </span>
  );
  if (details.length === 0) return text;
  return (
    <Tooltip
      multiline
      maw={340}
      label={
        <dl className={classes.details}>
          {details.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      }
    >
      {text}
    </Tooltip>
  );
}

function detailsOf(quantity: Quantity): readonly { readonly name: string; readonly value: ReactNode }[] {
  const interval = printInterval(quantity);
  const finite = quantity.value !== null && Number.isFinite(quantity.value);
  return [
    ...(interval === '' ? [] : [{ name: '95 % interval', value: interval }]),
    ...(finite ? [{ name: 'All digits', value: printExact(quantity) }] : []),
    ...(quantity.note === undefined ? [] : [{ name: 'Note', value: quantity.note }]),
  ];
}
