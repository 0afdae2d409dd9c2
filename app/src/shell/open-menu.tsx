import { Menu, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconFiles, IconFlask2, IconFolderOpen, IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useWorkbench } from '../state/store.js';
import { folderKindText } from '../state/study-status.js';
import classes from './open-menu.module.css';
import { canPickFolder, chooseFiles, chooseFolder, openExample, openRecent } from './open-study.js';
import { type RecentFolder, recentFolders } from './recent-folders.js';

/** The open study by its title, where it is, and the ways to open another. */
export function OpenMenu() {
  const folder = useWorkbench((state) => state.folder);
  const opening = useWorkbench((state) => state.opening);
  const title = useWorkbench(({ study }) => study?.title);
  const [recent, setRecent] = useState<readonly RecentFolder[]>([]);
  const kind = folder === null ? undefined : folderKindText(folder.kind);
  const name = opening === null ? (title ?? folder?.name ?? 'Open a study') : `Opening ${opening}`;
  return (
    <Menu
      width={320}
      onOpen={() => {
        if (canPickFolder()) void recentFolders().then(setRecent);
      }}
    >
      <Menu.Target>
        <UnstyledButton className={classes.button}>
          <span className={classes.title} title={name}>
            {name}
          </span>
          {kind !== undefined && opening === null && <span className={classes.kind}>{kind.short}</span>}
          <VisuallyHidden>, open another study</VisuallyHidden>
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {kind !== undefined && (
          <>
            <p className={classes.where}>
              <strong>{folder?.name}</strong>
              {kind.long}
            </p>
            <Menu.Divider />
          </>
        )}
        <Menu.Item leftSection={<IconFolderOpen size={16} />} onClick={() => void chooseFolder()}>
          Open a folder…
        </Menu.Item>
        <Menu.Item leftSection={<IconFiles size={16} />} onClick={() => void chooseFiles()}>
          Open files…
        </Menu.Item>
        <Menu.Item leftSection={<IconFlask2 size={16} />} onClick={openExample}>
          The reference study
        </Menu.Item>
        {recent.length > 0 && (
          <>
            <Menu.Divider />
            <Menu.Label>Opened before</Menu.Label>
            {recent.map((one) => (
              // Two folders may have one name; their order here is all there is to tell them apart.
              <Menu.Item
                key={`${one.name} ${recent.indexOf(one)}`}
                leftSection={<IconHistory size={16} />}
                onClick={() => openRecent(one)}
              >
                {one.name}
              </Menu.Item>
            ))}
          </>
        )}
        <Menu.Divider />
        <p className={classes.where}>Or drop files or a folder anywhere. Nothing is uploaded.</p>
      </Menu.Dropdown>
    </Menu>
  );
}
