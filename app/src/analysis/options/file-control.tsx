import { Checkbox } from '@mantine/core';
import { useId, useMemo } from 'react';
import { namesFile, withFile } from '../../../../src/techniques/file-entries.js';
import { type FileOption, textOfPath } from '../../../../src/techniques/file-field.js';
import { useWorkbench } from '../../state/store.js';
import { CommitField } from '../fields/commit-field.js';
import { fileChoices, withTypedFile } from './file-choices.js';
import classes from './file-control.module.css';
import { LongText } from './long-text.js';
import type { OptionControlProps } from './option-control.js';
import { defaultWords, optionOfText, optionText, optionTextMistake } from './option-text.js';

/** More files than this are found faster by their name than by looking through them. */
const MOST_BOXES = 12;

interface FileControlProps extends OptionControlProps {
  readonly file: FileOption;
}

/** The control of an option that names files: those of the study can be chosen, and any path can be typed. */
export function FileControl(props: FileControlProps) {
  const { file } = props;
  const files = useWorkbench((state) => state.files);
  const choices = useMemo(() => fileChoices(files, file), [files, file]);
  return file.many ? <SeveralFiles {...props} choices={choices} /> : <OneFile {...props} choices={choices} />;
}

interface WithChoices extends FileControlProps {
  /** Paths of files of the study. */
  readonly choices: readonly string[];
}

function OneFile({ id, state, mistake, onChange, file, choices }: WithChoices) {
  const { field, value } = state;
  const list = useId();
  return (
    <>
      <CommitField
        id={id}
        name={field.label}
        description={field.description}
        value={optionText(field, value)}
        placeholder={defaultWords(state)}
        check={(text) => optionTextMistake(field, text)}
        mistake={mistake}
        onCommit={(text) => onChange(optionOfText(field, text))}
        list={list}
      />
      <Suggestions id={list} file={file} choices={choices} />
    </>
  );
}

/** One path on each line; below, the files of the study to be ticked, or where they are many to be added by name. */
function SeveralFiles({ file, choices, ...props }: WithChoices) {
  const { state, onChange } = props;
  const { field, value } = state;
  const list = useId();
  return (
    <div className={classes.files}>
      <LongText {...props} />
      {choices.length > MOST_BOXES && (
        <>
          <CommitField
            name={`Add a file to ${field.label}`}
            value=""
            placeholder={`add one of ${choices.length} files of the study`}
            onCommit={(text) => onChange(withTypedFile(value, text, file))}
            list={list}
          />
          <Suggestions id={list} file={file} choices={choices.filter((path) => !namesFile(value, path, file))} />
        </>
      )}
      {choices.length > 0 && choices.length <= MOST_BOXES && (
        <fieldset className={classes.choices}>
          <legend className={classes.legend}>Files of the study</legend>
          {choices.map((path) => (
            <Checkbox
              key={path}
              label={path}
              checked={namesFile(value, path, file)}
              onChange={({ currentTarget: { checked } }) => onChange(withFile(value, path, file, checked))}
            />
          ))}
        </fieldset>
      )}
    </div>
  );
}

function Suggestions({ id, file, choices }: Pick<WithChoices, 'id' | 'file' | 'choices'>) {
  return (
    <datalist id={id}>
      {choices.map((path) => (
        <option key={path} value={textOfPath(path, file)} />
      ))}
    </datalist>
  );
}
