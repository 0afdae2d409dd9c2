import { Anchor, Skeleton, VisuallyHidden } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { lazy, memo, type ReactNode, Suspense, useState } from 'react';
import { columnOf } from '../../../src/report/figure-files.js';
import type { DocumentItem, StudyResult } from '../../../src/study/study-result.js';
import { EmptyNote } from '../kit/empty-note.js';
import { SeverityIcon } from '../kit/severity-icon.js';
import { go } from '../state/actions.js';
import { useWorkbench } from '../state/store.js';
import classes from './document-section.module.css';

const FigureView = lazy(() => import('../figure/figure-view.js').then(({ FigureView: view }) => ({ default: view })));
const DataTable = lazy(() =>
  import('../analysis/tables/data-table.js').then(({ DataTable: table }) => ({ default: table })),
);

/** The figures and tables of the document with their captions, as the report has them. */
export function DocumentSection() {
  const items = useWorkbench(({ result }) => result?.items);
  const style = useWorkbench(({ result }) => result?.style) ?? 'single-column';
  const running = useWorkbench((state) => state.running);
  if (items === undefined) {
    return running ? (
      <div role="status">
        <VisuallyHidden>The figures are drawn when every analysis has ended.</VisuallyHidden>
        <Skeleton className={classes.later ?? ''} />
      </div>
    ) : (
      <EmptyNote title="No figures yet">They are drawn when every analysis has ended.</EmptyNote>
    );
  }
  if (items.length === 0) {
    return <EmptyNote title="No figures">The document of study.yaml names none, and no analysis has any.</EmptyNote>;
  }
  return (
    <div className={classes.items}>
      {items.map((item) => (
        <Item key={item.name} item={item} style={style} />
      ))}
    </div>
  );
}

const Item = memo(function Item({
  item,
  style,
}: {
  readonly item: DocumentItem;
  readonly style: StudyResult['style'];
}) {
  const { name, caption, figure, table, analyses, missing } = item;
  const width = figure === undefined ? undefined : columnOf(figure, style);
  const wide = table !== undefined || width === 'double' || (width === undefined && (figure?.panels.length ?? 0) > 1);
  const heading = /^table/i.test(name) ? name : `Figure ${name}`;
  return (
    <figure className={classes.item} id={`item:${name}`} data-wide={wide || undefined}>
      <div className={classes.head}>
        <h3 className={classes.name}>{heading}</h3>
        <span className={classes.from}>
          {analyses.map((id) => (
            <Anchor key={id} component="button" type="button" size="xs" onClick={() => go({ view: 'analysis', id })}>
              {id}
            </Anchor>
          ))}
        </span>
      </div>
      {missing !== undefined && (
        <p className={classes.missing}>
          <SeverityIcon severity="error" label="Missing" />
          <span>{missing}</span>
        </p>
      )}
      {figure !== undefined && (
        <WhenNear>
          <FigureView
            figure={figure}
            fileName={name}
            {...(width !== undefined && { width })}
            {...(analyses.length === 1 && { analysis: analyses[0]! })}
          />
        </WhenNear>
      )}
      {table !== undefined && (
        <WhenNear>
          <DataTable table={table} fileName={name} caption="" />
        </WhenNear>
      )}
      <figcaption className={classes.caption}>{caption}</figcaption>
    </figure>
  );
});

/** Figures far below are drawn when they come near: the first view does not wait for the last figure. */
function WhenNear({ children }: { readonly children: ReactNode }) {
  const { ref, entry } = useIntersection({ rootMargin: '500px' });
  const [seen, setSeen] = useState(false);
  if (entry?.isIntersecting === true && !seen) setSeen(true);
  const later = <Skeleton className={classes.later ?? ''} />;
  return <div ref={ref}>{seen ? <Suspense fallback={later}>{children}</Suspense> : later}</div>;
}
