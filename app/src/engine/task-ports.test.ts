import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TaskPorts } from './task-ports.js';
import { started, useFakeWorkers } from './test-support/fake-workers.js';

beforeEach(() => {
  vi.useFakeTimers();
  useFakeWorkers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const source = { kind: 'files', files: new Map() } as const;
const request = { id: 1, task: { id: 'a' } as never };

function portOf(ports: TaskPorts) {
  const port = ports.makePort();
  const crashed = vi.fn();
  port.onCrash(crashed);
  return { port, crashed };
}

describe('the workers of the pool', () => {
  it('include one that is warm already, once the page has been shown', () => {
    const ports = new TaskPorts();
    ports.setSource(source);
    expect(started).toHaveLength(0);
    vi.advanceTimersByTime(2000);
    expect(started).toHaveLength(1);
    portOf(ports).port.post(request);
    expect(started[0]!.sent).toEqual([
      { kind: 'folder', source },
      { kind: 'task', request },
    ]);
    vi.advanceTimersByTime(1000);
    expect(started).toHaveLength(2);
    expect(started[1]!.sent).toEqual([{ kind: 'folder', source }]);
  });

  it('do without a warm one that could not be loaded', () => {
    const ports = new TaskPorts();
    ports.setSource(source);
    vi.advanceTimersByTime(2000);
    started[0]!.crash();
    expect(started[0]!.terminated).toBe(true);
    portOf(ports).port.post(request);
    expect(started).toHaveLength(2);
    expect(started[1]!.sent.at(-1)).toEqual({ kind: 'task', request });
  });

  it('say that and why they stopped', () => {
    const ports = new TaskPorts();
    const one = portOf(ports);
    started[0]!.crash('Uncaught Error: boom');
    expect(one.crashed).toHaveBeenCalledExactlyOnceWith('Uncaught Error: boom');
    const two = portOf(ports);
    started.at(-1)!.crash();
    expect(two.crashed).toHaveBeenCalledExactlyOnceWith('it could not be started');
  });
});
