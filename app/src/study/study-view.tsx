import { Anchor, Button, Skeleton, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconFileDescription, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import { EmptyNote } from '../kit/empty-note.js';
import { showDialog } from '../shell/dialogs.js';
import { isEmptyProposal } from '../shell/empty-proposal.js';
import { chooseFolder, openExample } from '../shell/open-study.js';
import { reveal, usePage } from '../shell/page-state.js';
import { go } from '../state/actions.js';
import { useWorkbench } from '../state/store.js';
import { AnalysesTable } from './analyses-table.js';
import { DocumentSection } from './document-section.js';
import { NothingRecognised } from './nothing-recognised.js';
import { ProposalNote } from './proposal-note.js';
import { QuantitiesSection } from './quantities-section.js';
import { SamplesSection } from './samples-section.js';
import { StudyFindings } from './study-findings.js';
import { StudyTitle } from './study-title.js';
import classes from './study-view.module.css';

/** The findings have no column of their own in windows this narrow. The style sheet says the same. */
const NARROW = '(max-width: 1100px)';

/** The whole study at a glance: what was asked, what was found, what a referee would say. */
export function StudyView() {
  const open = useWorkbench(({ study }) => study !== null);
  const narrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false });
  if (!open) return <NothingYet />;
  return (
    <div className={classes.view}>
      <Head />
      <ProposalNote />
      <div className={classes.columns}>
        <div className={classes.content}>
          <Section id="analyses" title="Analyses">
            <AnalysesTable />
          </Section>
          <Section id="samples" title="Samples">
            <SamplesSection />
          </Section>
          {narrow && <StudyFindings slim={false} />}
          <Section id="document" title="Figures and tables">
            <DocumentSection />
          </Section>
          <Section id="quantities" title="Quantities">
            <QuantitiesSection />
          </Section>
        </div>
        {!narrow && (
          <div className={classes.side}>
            <StudyFindings slim />
          </div>
        )}
      </div>
      <Revealer />
    </div>
  );
}

function Head() {
  const title = useWorkbench(({ study }) => study?.title ?? '');
  const analyses = useWorkbench(({ study }) => study?.analyses.length ?? 0);
  const samples = useWorkbench(({ study }) => Object.keys(study?.samples ?? {}).length);
  const figures = useWorkbench(({ result }) => result?.items.length ?? 0);
  const files = useWorkbench((state) => state.files.filter(({ path }) => path !== 'study.yaml').length);
  return (
    <header className={classes.head}>
      <div className={classes.titles}>
        <StudyTitle title={title} />
        <p className={classes.facts}>
          <Jump to="samples">{counted(samples, 'sample', 'samples')}</Jump>
          <Jump to="analyses">{counted(analyses, 'analysis', 'analyses')}</Jump>
          {figures > 0 && <Jump to="document">{counted(figures, 'figure or table', 'figures and tables')}</Jump>}
          <Jump to="quantities">quantities</Jump>
          <span>{counted(files, 'file', 'files')}</span>
        </p>
      </div>
      <div className={classes.actions}>
        <Button
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => showDialog({ kind: 'new-analysis' })}
        >
          New analysis
        </Button>
        <Button leftSection={<IconFileDescription size={14} aria-hidden />} onClick={() => go({ view: 'report' })}>
          Report
        </Button>
      </div>
    </header>
  );
}

/** To a part of this view further down. */
function Jump({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  return (
    <Anchor component="button" type="button" size="sm" c="dimmed" underline="always" onClick={() => reveal(to)}>
      {children}
    </Anchor>
  );
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function Section({
  id,
  title,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section className={classes.section} id={id} aria-labelledby={`${id}-title`}>
      <h2 className={classes.title} id={`${id}-title`}>
        {title}
      </h2>
      {children}
    </section>
  );
}

/** Brings the part that was asked for into sight, with the focus. */
function Revealer() {
  const part = usePage((state) => state.reveal);
  useEffect(() => {
    if (part === null) return;
    const element = document.getElementById(part);
    if (element !== null) {
      element.scrollIntoView({ block: 'start' });
      element.tabIndex = -1;
      element.focus({ preventScroll: true });
    }
    reveal(null);
  }, [part]);
  return null;
}

function NothingYet() {
  const opening = useWorkbench((state) => state.opening);
  const broken = useWorkbench(({ mistakes }) => mistakes.length > 0);
  const unknown = useWorkbench(isEmptyProposal);
  const name = useWorkbench(({ folder }) => folder?.name);
  if (opening !== null) {
    return (
      <div className={classes.view} role="status" aria-label={`Opening ${opening}`}>
        <Skeleton height={28} width="min(460px, 70%)" />
        <Skeleton height={240} />
        <Skeleton height={320} />
      </div>
    );
  }
  if (unknown) {
    return (
      <div className={classes.view}>
        <Title order={1}>{name}</Title>
        <NothingRecognised />
      </div>
    );
  }
  if (broken) {
    return (
      <div className={classes.view}>
        <EmptyNote
          title="study.yaml cannot be read"
          action={<Button onClick={() => go({ view: 'source' })}>Open study.yaml</Button>}
        >
          The mistakes are listed above with their lines. As soon as they are corrected, the study runs.
        </EmptyNote>
      </div>
    );
  }
  return (
    <div className={classes.view}>
      <EmptyNote
        title="Nothing is open"
        action={
          <>
            <Button mr="xs" onClick={() => void chooseFolder()}>
              Open a folder
            </Button>
            <Button variant="default" onClick={openExample}>
              The reference study
            </Button>
          </>
        }
      >
        Open a folder with a study.yaml or with raw files, or drop it anywhere on this page. Nothing is uploaded.
      </EmptyNote>
    </div>
  );
}
