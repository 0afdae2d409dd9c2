import { useMemo } from 'react';
import { colourIn } from '../../../src/crystal/scene/element-colours.js';
import type { AtomShare, StructureScene } from '../../../src/crystal/scene/structure-scene.js';
import { siteRows } from './describe-structure.js';
import classes from './site-list.module.css';

/** What the colours mean and what the picture cannot say: each site, what fills it, how long its bonds are. */
export function SiteList({ scene }: { readonly scene: StructureScene }) {
  const rows = useMemo(() => siteRows(scene), [scene]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled with the keyboard
    <section className={classes.scroll} aria-label="Sites" tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Site</th>
            <th scope="col">Atoms</th>
            <th scope="col">Bonds drawn</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ site, content, shares, bonds }) => (
            <tr key={site}>
              <th scope="row">
                <span
                  className={classes.disc}
                  aria-hidden="true"
                  style={{ background: discOf(shares, scene.colours) }}
                />
                {site}
              </th>
              <td>{content}</td>
              <td>{bonds === '' ? '–' : bonds}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Sectors clockwise from the top, as in the pictures; what is empty stays white. */
function discOf(shares: readonly AtomShare[], colours: StructureScene['colours']): string {
  let at = 0;
  const stops = shares.map(({ element, occupancy }) => {
    const from = at;
    at += 360 * occupancy;
    return `${colourIn(colours, element)} ${from}deg ${at}deg`;
  });
  return `conic-gradient(${[...stops, `#ffffff ${at}deg`].join(', ')})`;
}
