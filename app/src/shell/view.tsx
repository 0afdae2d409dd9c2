import { Loader, Text } from '@mantine/core';
import { lazy, Suspense, useLayoutEffect, useRef } from 'react';
import type { Place } from '../state/place.js';
import { useWorkbench } from '../state/store.js';
import { StudyView } from '../study/study-view.js';
import classes from './view.module.css';
import { ViewBoundary } from './view-boundary.js';

const AnalysisView = lazy(() =>
  import('../analysis/analysis-view.js').then(({ AnalysisView: view }) => ({ default: view })),
);
const RecordingView = lazy(() =>
  import('../recording/recording-view.js').then(({ RecordingView: view }) => ({ default: view })),
);
const CompareView = lazy(() =>
  import('../compare/compare-view.js').then(({ CompareView: view }) => ({ default: view })),
);
const ReportView = lazy(() => import('../report/report-view.js').then(({ ReportView: view }) => ({ default: view })));
const SourceView = lazy(() => import('../source/source-view.js').then(({ SourceView: view }) => ({ default: view })));

/** Views that fill the window and scroll inside; the others grow with what is in them. */
const FILLING: readonly Place['view'][] = ['report', 'source', 'recording'];

/** What the place asks for. */
export function View() {
  const place = useWorkbench((state) => state.place);
  const name = nameOf(place);
  useTopOf(name);
  return (
    <div className={classes.view} data-fill={FILLING.includes(place.view) || undefined}>
      <ViewBoundary name={name}>
        <Suspense fallback={<Waiting />}>
          <PlaceView place={place} />
        </Suspense>
      </ViewBoundary>
    </div>
  );
}

function PlaceView({ place }: { readonly place: Place }) {
  switch (place.view) {
    case 'analysis':
      return <AnalysisView id={place.id} />;
    case 'recording':
      return <RecordingView path={place.path} />;
    case 'compare':
      return (
        <CompareView
          {...(place.figure !== undefined && { figure: place.figure })}
          {...(place.analyses !== undefined && { analyses: place.analyses })}
        />
      );
    case 'report':
      return <ReportView />;
    case 'source':
      return <SourceView />;
    default:
      return <StudyView />;
  }
}

function nameOf(place: Place): string {
  if (place.view === 'analysis') return `analysis ${place.id}`;
  return place.view === 'recording' ? `recording ${place.path}` : place.view;
}

/** Another view begins at its top; a part of it that was asked for is gone to after that. */
function useTopOf(name: string): void {
  const before = useRef(name);
  useLayoutEffect(() => {
    if (before.current !== name) window.scrollTo(0, 0);
    before.current = name;
  }, [name]);
}

function Waiting() {
  return (
    <div className={classes.waiting} role="status">
      <Loader size="sm" />
      <Text size="sm" c="dimmed">
        Loading
      </Text>
    </div>
  );
}
