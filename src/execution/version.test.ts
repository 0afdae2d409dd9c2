import { expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { version } from './version.js';

it('the version is the one of package.json', () => {
  expect(version).toBe(packageJson.version);
});
