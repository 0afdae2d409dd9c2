/** What all commands share: how errors of usage look, examples in the help, and the writing of the answer. */
import type { Command } from 'commander';

/** A subcommand whose usage errors name it and say where its help is. */
export function subcommand(program: Command, name: string, summary: string, examples: readonly string[]): Command {
  const command = program.command(name).description(summary);
  command.configureOutput({
    outputError: (text, write) => write(usageErrorText(text, `${program.name()} ${command.name()}`)),
  });
  command.addHelpText('after', examplesText(examples));
  return command;
}

export function examplesText(examples: readonly string[]): string {
  if (examples.length === 0) return '';
  return `\nExample${examples.length === 1 ? '' : 's'}:\n${examples.map((example) => `  ${example}\n`).join('')}`;
}

/** Commander's message in the form of all our errors. */
export function usageErrorText(text: string, command: string): string {
  const suggestion = /\n?\(Did you mean (one of )?(.*)\?\)\s*$/s.exec(text);
  const message = (suggestion === null ? text : text.slice(0, suggestion.index)).trim();
  const hint = suggestion === null ? '' : `did you mean ${suggestion[1] ?? ''}${suggestion[2]}? `;
  return `${message}\n  what to do: ${hint}see \`${command} --help\`\n`;
}

/** Writes the answer of a command to stdout. */
export function answer(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** An answer for machines: JSON, indented, nothing else on stdout. */
export function answerJson(value: unknown): void {
  answer(JSON.stringify(value, null, 2));
}

/** A message for people; never part of the answer. */
export function say(text: string): void {
  process.stderr.write(text.endsWith('\n') ? text : `${text}\n`);
}
